/** How the window may look: as the system does, or always the same. */
export const themes = ['system', 'light', 'dark'] as const
