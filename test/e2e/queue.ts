import type { Locator, Page } from '@playwright/test'
import type { JobStatus, JobType } from '../../src/shared/job.ts'

/** The rows of the list, of one stage and state where these are named. */
export function rows(page: Page, want: { type?: JobType; status?: JobStatus } = {}): Locator {
  const type = want.type === undefined ? '' : `[data-type="${want.type}"]`
  const status = want.status === undefined ? '' : `[data-status="${want.status}"]`
  return page.locator(`[role="row"]${type}${status}`)
}

/** Moves text over the window as a browser's link is, and lets it go where told. */
export async function dragOver(page: Page, data: Record<string, string>) {
  const dataTransfer = await page.evaluateHandle((items) => {
    const transfer = new DataTransfer()
    for (const [type, value] of Object.entries(items)) transfer.setData(type, value)
    return transfer
  }, data)
  await page.dispatchEvent('main', 'dragenter', { dataTransfer })
  await page.dispatchEvent('main', 'dragover', { dataTransfer })
  return {
    drop: () => page.dispatchEvent('main', 'drop', { dataTransfer }),
  }
}

/** Drops addresses, one a line. */
export async function dropAddresses(page: Page, addresses: string[]): Promise<void> {
  const drag = await dragOver(page, { 'text/uri-list': addresses.join('\r\n') })
  await drag.drop()
}

/** Drops addresses and adds them, once the window has shown what that means. */
export async function addAddresses(page: Page, addresses: string[]): Promise<void> {
  await dropAddresses(page, addresses)
  await page
    .getByRole('dialog', { name: 'Add sources' })
    .getByRole('button', { name: /^Add \d+ source/ })
    .click()
}

/** Drops files and folders as the system does: the page sees no paths of its own making. */
export async function dropFiles(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const at = { x: 400, y: 300, data: { items: [], files, dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at })
  }
  await session.detach()
}
