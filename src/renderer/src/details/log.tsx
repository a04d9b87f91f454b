import { Copy } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { t } from '../../../shared/language.ts'
import { copyText } from '../queue/job-actions.ts'
import { Button } from '../ui/button.tsx'
import { Section } from './section.tsx'

/** The end of the job's log. It follows new lines unless it was scrolled up. */
export function Log({ lines }: { lines: readonly string[] }) {
  const element = useRef<HTMLPreElement>(null)
  const follows = useRef(true)
  const command = commandIn(lines)
  useLayoutEffect(() => {
    if (element.current && follows.current) element.current.scrollTop = element.current.scrollHeight
  }, [lines])
  return (
    <Section title={t('details.log')}>
      {command !== undefined && (
        <Button
          small
          look="ghost"
          className="self-start"
          onClick={() => {
            copyText(command, t('details.theCommandLine'))
          }}
        >
          <Copy aria-hidden />
          {t('video.copyCommand')}
        </Button>
      )}
      <pre
        ref={element}
        tabIndex={0}
        role="region"
        aria-label={t('details.log')}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          follows.current = scrollHeight - scrollTop - clientHeight < 8
        }}
        className="selectable max-h-64 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
      >
        {lines.join('\n')}
      </pre>
    </Section>
  )
}

/** The last command line that was logged, without what the log puts before it. */
const commandIn = (lines: readonly string[]): string | undefined =>
  lines
    .map((line) => /(?:^|\s)(\S*(?:ffmpeg|yt-dlp)(?:\.exe)?['"]? -.*)$/.exec(line)?.[1])
    .findLast((command) => command !== undefined)
