let isShown = false
let tell: () => void = () => undefined

/** The window's first picture is on the screen. All that is not in it comes after it. */
export const painted = new Promise<void>((resolve) => {
  tell = () => {
    isShown = true
    resolve()
  }
})

export const isPainted = (): boolean => isShown

/** So long after it was drawn a picture counts as shown, should nothing tell that it is. */
const longestMs = 1_000

/**
 * Waits for the first picture with anything on it. Drawn is not shown: until it is, what comes
 * after it would take the processor from what brings it to the screen.
 */
export function awaitPaint(): void {
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) tell()
  }).observe({ type: 'paint', buffered: true })
  requestAnimationFrame(() => setTimeout(tell, longestMs))
}
