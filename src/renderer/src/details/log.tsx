import { useLayoutEffect, useRef } from 'react'
import { t } from '../../../shared/language.ts'
import { Section } from './section.tsx'

/** The end of the job's log. It follows new lines unless it was scrolled up. */
export function Log({ lines }: { lines: readonly string[] }) {
  const element = useRef<HTMLPreElement>(null)
  const follows = useRef(true)
  useLayoutEffect(() => {
    if (element.current && follows.current) element.current.scrollTop = element.current.scrollHeight
  }, [lines])
  return (
    <Section title={t('details.log')}>
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
