import { Search } from 'lucide-react'

interface SearchInputProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Where words are looked for; `/` leads here, Escape empties it. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  return (
    <label className="relative flex w-60 min-w-28 shrink items-center">
      <Search className="pointer-events-none absolute start-2 size-3.5 text-muted" aria-hidden />
      <input
        type="search"
        data-search
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        maxLength={200}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          event.stopPropagation()
          onChange('')
        }}
        className="h-7 w-full rounded-md border border-line-strong bg-surface ps-7 pe-2 text-text select-text placeholder:text-faint"
      />
    </label>
  )
}
