import type { Spool } from './app.ts'

/** A picture in each of the two colour schemes. */
export async function pictures({ page, picture }: Spool, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await picture(`${name}-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
