let tell: () => void = () => undefined

/** The window's first picture is drawn. All that is not in it comes after it. */
export const painted = new Promise<void>((resolve) => {
  tell = resolve
})

/** To be told once what is on the page is what the first picture shows. */
export function paintsNow(): void {
  requestAnimationFrame(() => setTimeout(tell))
}
