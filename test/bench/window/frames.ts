import type { Page } from 'playwright'

/** How long each frame of the page took while something is done to it, in milliseconds. */
export async function framesDuring(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  const running = await page.evaluateHandle(() => {
    const state = { frames: new Array<number>(), stopped: false }
    let before = performance.now()
    const next = (now: number) => {
      state.frames.push(now - before)
      before = now
      if (!state.stopped) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    return state
  })
  await act()
  return running.evaluate((state) => {
    state.stopped = true
    // The first began before anything was done.
    return state.frames.slice(1)
  })
}

/** Scrolls as a wheel does, this many pixels at this many a second. */
export async function scroll(page: Page, pixels: number, perSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Input.synthesizeScrollGesture', {
    ...{ x: 600, y: 400, yDistance: -pixels, speed: perSecond },
    preventFling: true,
    gestureSourceType: 'mouse',
  })
  await session.detach()
}

/** From pressing a tab of the queue until its first jobs stand in the list, in milliseconds. */
export const answerTime = (page: Page, tab: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')]
        const pressed = tabs.find((element) => element.textContent.startsWith(name))
        if (!pressed) throw new Error(`There is no tab ${name}.`)
        const before = document.querySelector('[role=grid]')
        const begun = performance.now()
        const observer = new MutationObserver(() => {
          const list = document.querySelector('[role=grid]')
          if (list === before || !list?.querySelector('[data-job-id]')) return
          observer.disconnect()
          resolve(performance.now() - begun)
        })
        observer.observe(document.body, { subtree: true, childList: true })
        pressed.click()
      }),
    tab,
  )
