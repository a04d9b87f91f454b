import { describe, expect, it } from 'vitest'
import { stageResultSchema } from '../../../src/shared/stage.ts'
import { readFeed } from '../../../src/worker/scrape/feed.ts'

const url = new URL('https://host.example/shows/feed.xml')

const rss = (items: string, title = 'A show') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>${title}</title>
    <link>https://host.example</link><description>x</description>${items}</channel></rss>`

const enclosure = (address: string, more = 'length="1000"') =>
  `<enclosure url="${address}" type="video/mp4" ${more}/>`

describe('an RSS feed', () => {
  it('gives its videos with all that is told of them', () => {
    const feed = readFeed(
      rss(`<item><title>One &amp; only</title><guid isPermaLink="false">id-1</guid>
        <pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate><itunes:duration>1:02:03</itunes:duration>
        ${enclosure('https://cdn.example/one.mp4')}</item>`),
      url,
    )
    expect(feed).toEqual({
      title: 'A show',
      skipped: [],
      videos: [
        {
          site: 'host.example',
          siteId: 'id-1',
          title: 'One & only',
          location: 'https://cdn.example/one.mp4',
          durationSeconds: 3_723,
          publishedAt: Date.UTC(2025, 5, 2, 10),
          bytes: 1_000,
          fetch: 'direct',
          form: null,
        },
      ],
    })
  })

  it('gives videos by relative address and by media tags, and leaves pages out', () => {
    const { videos, skipped } = readFeed(
      rss(`<item><title>Relative</title>${enclosure('../one.mp4#t=5')}</item>
        <item><title>Media</title><media:group><media:content url="/two.mp4" type="video/mp4"
          duration="7" fileSize="5"/></media:group></item>
        <item><title>Page</title><link>https://host.example/post</link></item>
        <item><title>Player</title><media:content url="https://x.example/p.swf"
          type="application/x-shockwave-flash"/></item>`),
      url,
    )
    expect(videos.map(({ location }) => location)).toEqual([
      'https://host.example/one.mp4',
      'https://host.example/two.mp4',
    ])
    expect(videos[1]?.durationSeconds).toBe(7)
    expect(skipped).toEqual(['Page', 'Player'])
  })

  it('that is hostile gives nothing that could harm', () => {
    const { videos, skipped } = readFeed(
      rss(
        `<item><title>file</title>${enclosure('file:///etc/passwd.mp4')}</item>
        <item><title>script</title>${enclosure('javascript:alert(1)//a.mp4')}</item>
        <item><title>data</title>${enclosure('data:video/mp4,xx')}</item>
        <item><title>broken</title>${enclosure('http://[::/a.mp4')}</item>
        <item><title>  </title><guid>  </guid><pubDate>yesterday</pubDate>
          <itunes:duration>-5</itunes:duration>${enclosure('/big.mp4', 'length="1e300"')}</item>
        <item><title>long</title><itunes:duration>1e400</itunes:duration>
          ${enclosure('/long.mp4', 'length="99999999999999999999"')}</item>
        <item><title>odd</title>${enclosure('/odd.mp4', 'length="-7"')}</item>`,
        ' ',
      ),
      url,
    )
    expect(skipped).toEqual(['file', 'script', 'data', 'broken'])
    expect(videos.map(({ bytes, durationSeconds }) => [bytes, durationSeconds])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
    expect(videos[0]).toMatchObject({
      title: 'https://host.example/big.mp4',
      siteId: '/big.mp4',
      publishedAt: null,
    })
    const result = { type: 'scrape', source: { kind: 'feed', title: 'x' }, videos }
    expect(stageResultSchema.safeParse(result).success).toBe(true)
  })

  it.each([
    ['no feed', '<html><body>hello</body></html>'],
    ['cut short', '<?xml version="1.0"?><rss><channel><item><tit'],
    ['nothing', ''],
    ['an empty feed', rss('')],
    ['only pages', rss('<item><title>x</title><link>https://host.example/p</link></item>')],
  ])('that is %s is refused', (_what, document) => {
    expect(() => readFeed(document, url)).toThrow(
      expect.objectContaining({ kind: 'invalid-input' }),
    )
  })
})

it('an Atom feed gives its enclosures', () => {
  const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
    <title>A show</title><id>x</id><updated>2025-06-02T10:00:00Z</updated>
    <entry><id>e1</id><title>One</title><updated>2025-06-02T10:00:00Z</updated>
    <link href="https://host.example/post"/>
    <link rel="enclosure" href="one.mp4" type="video/mp4" length="1000"/></entry></feed>`
  expect(readFeed(atom, url)).toMatchObject({
    title: 'A show',
    videos: [
      {
        siteId: 'e1',
        title: 'One',
        location: 'https://host.example/shows/one.mp4',
        publishedAt: Date.UTC(2025, 5, 2, 10),
        bytes: 1_000,
      },
    ],
  })
})

it('a JSON feed gives its attachments', () => {
  const json = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'A show',
    items: [
      {
        id: '1',
        title: 'One',
        attachments: [{ url: '/one.mp3', mime_type: 'audio/mpeg', duration_in_seconds: 9 }],
      },
      { id: '2', title: 'Two', attachments: 'nonsense' },
    ],
  })
  const { videos, skipped } = readFeed(json, url)
  expect(videos).toMatchObject([{ siteId: '1', durationSeconds: 9, bytes: null }])
  expect(skipped).toEqual(['Two'])
})

describe("YouTube's feed of a channel", () => {
  const entry = (id: string, link: string) =>
    `<entry><id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><title>${id}</title>
      <link rel="alternate" href="${link}"/><published>2025-06-02T10:00:00+00:00</published>
      <media:group><media:content url="https://www.youtube.com/v/${id}?version=3"
        type="application/x-shockwave-flash"/></media:group></entry>`

  it('gives its videos as yt-dlp knows them', () => {
    const { title, videos } = readFeed(
      `<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom"
        xmlns:media="http://search.yahoo.com/mrss/"><title>A channel</title>
        ${entry('abcdefghijk', 'https://www.youtube.com/watch?v=abcdefghijk')}
        ${entry('ABCDEFGHIJ_', 'https://www.youtube.com/shorts/ABCDEFGHIJ_')}</feed>`,
      new URL('https://www.youtube.com/feeds/videos.xml?channel_id=UC'),
    )
    expect(title).toBe('A channel')
    expect(videos).toMatchObject([
      {
        site: 'youtube',
        siteId: 'abcdefghijk',
        location: 'https://www.youtube.com/watch?v=abcdefghijk',
        fetch: 'site',
        form: null,
        publishedAt: Date.UTC(2025, 5, 2, 10),
      },
      { site: 'youtube', siteId: 'ABCDEFGHIJ_', form: 'short' },
    ])
  })
})

const about = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"
    xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:podcast="https://podcastindex.org/namespace/1.0"
    xmlns:psc="http://podlove.org/simple-chapters"><channel><title>Show</title>
    <link>https://a.example</link><description>x</description><itunes:author>Ana</itunes:author>
    <item><title>One</title><guid>1</guid>${items}
    <enclosure url="/1.mp3" type="audio/mpeg" length="9"/></item></channel></rss>`

describe('what a feed tells of a video', () => {
  const detailsIn = (items: string) =>
    readFeed(about(items), new URL('https://a.example/feed')).videos[0]?.details

  it('is kept: text, maker, words, licence and chapters', () => {
    const details = detailsIn(`<description>short</description>
      <content:encoded><![CDATA[<p>Tom &amp; Ana<br>talk.</p><script>x</script><p>End</p>]]></content:encoded>
      <itunes:author>Bea</itunes:author><category>talk</category>
      <creativeCommons:license>https://cc.example/by</creativeCommons:license>
      <psc:chapters version="1.2"><psc:chapter start="00:00" title="Hello"/>
      <psc:chapter start="01:02:03.5" title="Bye"/></psc:chapters>`)
    expect(details).toEqual({
      description: 'Tom & Ana\ntalk.\nxEnd',
      uploader: 'Bea',
      tags: ['talk'],
      licence: 'https://cc.example/by',
      language: null,
      chapters: [
        { title: 'Hello', startSeconds: 0, endSeconds: 3_723.5 },
        { title: 'Bye', startSeconds: 3_723.5, endSeconds: 3_723.5 },
      ],
    })
  })

  it('is where its picture and its chapters are, whole addresses each', () => {
    expect(
      detailsIn(`<itunes:image href="/one.jpg"/><media:thumbnail url="/two.jpg"/>
        <podcast:chapters url="one.json" type="application/json+chapters"/>`),
    ).toMatchObject({
      pictureUrl: 'https://a.example/one.jpg',
      chaptersUrl: 'https://a.example/one.json',
    })
    expect(
      detailsIn('<media:group><media:thumbnail url="https://b.example/3.jpg"/></media:group>'),
    ).toMatchObject({ pictureUrl: 'https://b.example/3.jpg' })
  })

  it('is by who makes the feed where the item does not say', () => {
    expect(detailsIn('')).toMatchObject({ description: '', uploader: 'Ana', tags: [] })
  })
})
