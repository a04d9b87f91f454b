import { callChannel } from '../../src/shared/channels.ts'
import { calls } from '../../src/shared/contract.ts'
import { callAnything, expect, test } from './app.ts'

test('the page has the bridge and nothing of Node', async ({ launch }) => {
  const { page } = await launch()
  const found = await page.evaluate(() => ({
    bridge: Object.keys(window.spool).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    origin: location.origin,
  }))
  expect(found).toEqual({
    bridge: ['call', 'glance', 'locale', 'on', 'pathForFile', 'platform'],
    node: [],
    origin: 'app://spool',
  })
})

test('calls the contract does not know are refused', async ({ launch }) => {
  const { page } = await launch()
  const hostile: [string, unknown?][] = [
    ['constructor'],
    ['__proto__'],
    ['shell.openPath', '/etc/passwd'],
    ['job.cancel', { ids: ['1; drop table job'] }],
    ['queue.page', { filter: 'all', cursor: null, limit: 1e9 }],
    ['source.add', { locations: ['x'.repeat(20_000_000)] }],
  ]
  for (const [name, input] of hostile) {
    expect(await callAnything(page, name, input), name).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input' },
    })
  }
})

test('only the main frame of the window is answered', async ({ launch }) => {
  const { app } = await launch()
  const answers = await app.evaluate(async ({ BrowserWindow, app: electronApp }, channel) => {
    const preload = `${electronApp.getAppPath()}/out/preload/index.cjs`
    const ask = async (url: string) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true },
      })
      await stranger.loadURL(url)
      const script = `window.spool.call('queue.overview').then(() => 'answered', () => 'refused')`
      const answer: unknown = await stranger.webContents.executeJavaScript(script)
      stranger.destroy()
      return answer
    }
    return [await ask('app://spool/'), await ask(`data:text/html,${channel}`)]
  }, callChannel)
  expect(answers).toEqual(['refused', 'refused'])
})

test('the page cannot leave, open windows, embed pages or get permissions', async ({ launch }) => {
  const { app, page } = await launch()
  const got = await page.evaluate(async () => {
    const opened = window.open('https://example.org')
    location.href = 'https://example.org'
    const geolocation = await navigator.permissions.query({ name: 'geolocation' })
    const notification = await Notification.requestPermission()
    return { opened, geolocation: geolocation.state, notification }
  })
  expect(got).toEqual({ opened: null, geolocation: 'denied', notification: 'denied' })
  expect(page.url()).toBe('app://spool/')
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(windows).toBe(1)
})

test('the page runs no script but its own and reaches no other host', async ({ launch }) => {
  const { app, page } = await launch()
  const policy = await page.evaluate(async () => {
    const response = await fetch('app://spool/')
    return response.headers.get('content-security-policy')
  })
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  for (const [address, method, expected] of [
    ['app://spool/', 'GET', true],
    ['app://spool/missing.js', 'GET', false],
    ['app://spool/..%2fmain%2findex.js', 'GET', false],
    ['app://spool/', 'POST', false],
  ] as const) {
    const isAnswered = app.evaluate(
      ({ net }, [url, how]) =>
        net.fetch(url, { method: how }).then(
          () => true,
          () => false,
        ),
      [address, method] as const,
    )
    expect(await isAnswered, `${method} ${address}`).toBe(expected)
  }
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences')
    if (typeof read !== 'function') throw new Error('Electron does not say how a page runs.')
    const answer: unknown = Reflect.apply(read, contents, [])
    return answer
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
})

test('thousands of malformed calls change nothing and end nothing', async ({ launch }) => {
  const { page, call } = await launch()
  const before = await call('settings.get', undefined)
  const names = Object.keys(calls)
  const answers = await page.evaluate(async (known) => {
    const odd: unknown[] = [
      ...[undefined, null, true, 0, -1, 1e308, Number.NaN, '', '\0', '../../etc/passwd', [], {}],
      ...[{ id: '1' }, { id: -1 }, { id: 2 ** 53 }, { ids: [] }, { ids: [null] }, { ids: {} }],
      ...[{ query: {} }, { mode: 'melt' }, { minutes: -5 }, { cursor: {}, limit: 1e9 }],
      ...[{ locations: [{}] }, { window: { language: 'xx' } }, new Map([[1, 2]]), new Date(0)],
      Array.from({ length: 5_000 }, (_, index) => index),
      'x'.repeat(100_000),
    ]
    const ask: unknown = Reflect.get(window.spool, 'call')
    if (typeof ask !== 'function') throw new Error('The page has no bridge.')
    const counted = { asked: 0, refused: 0, broken: 0 }
    for (const name of [...known, 'toString', '__proto__', 'fs.readFile', '']) {
      // These open a dialog or really do something with nothing at all.
      if (
        /choose|export|import|signIn|open|reveal|update|rollBack|abilities|diagnostics.save|sample.add/i.test(
          name,
        )
      )
        continue
      for (const input of odd) {
        const reply: unknown = await Reflect.apply(ask, undefined, [name, input])
        counted.asked += 1
        const text = JSON.stringify(reply)
        if (text.startsWith('{"ok":false')) counted.refused += 1
        if (text.includes('"kind":"bug"')) counted.broken += 1
      }
    }
    return counted
  }, names)
  expect(answers.asked).toBeGreaterThan(1_000)
  expect(answers.refused / answers.asked).toBeGreaterThan(0.8)
  expect(answers.broken).toBe(0)
  expect(await call('settings.get', undefined)).toEqual(before)
  expect((await call('queue.overview', undefined)).statistics.totalJobs).toBe(0)
})
