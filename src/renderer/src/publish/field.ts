/** How a text field looks, as in every other form of the window. */
export const textField =
  'min-h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 py-1 text-text shadow-low select-text placeholder:text-faint'
