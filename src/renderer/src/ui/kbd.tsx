const macSymbols: Record<string, string> = { Mod: '⌘', Shift: '⇧', Delete: '⌫', Enter: '↩' }
const otherNames: Record<string, string> = { Mod: 'Ctrl' }

/** Keys as the platform writes them; `Mod` is Command on a Mac and Control elsewhere. */
export function Kbd({ keys }: { keys: string }) {
  const names = window.spool.platform === 'darwin' ? macSymbols : otherNames
  return (
    <span className="inline-flex gap-0.5">
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 font-sans text-xs font-medium text-muted"
        >
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
