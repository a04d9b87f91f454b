import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { openDialog, useUi } from './ui-store.ts'

const groups: readonly { name: string; keys: readonly [keys: string, does: string][] }[] = [
  {
    name: 'Everywhere',
    keys: [
      ['Mod+V', 'Add what is in the clipboard'],
      ['Mod+O', 'Choose files to add'],
      ['Mod+Shift+O', 'Choose a folder to add'],
      ['P', 'Pause or resume'],
      ['1', 'All jobs; 2 to 5 the other tabs'],
      ['Mod+,', 'Settings'],
      ['?', 'This sheet'],
    ],
  },
  {
    name: 'In the list',
    keys: [
      ['↑', 'Up; ↓ down, Page, Home and End further'],
      ['Shift+↓', 'Choose a range'],
      ['Space', 'Choose, or leave out'],
      ['Mod+A', 'Choose all'],
      ['Enter', 'Details'],
      ['Esc', 'Close the details'],
      ['R', 'Retry'],
      ['Delete', 'Cancel'],
      ['Shift+F10', 'Menu'],
    ],
  },
]

export function ShortcutsDialog() {
  return (
    <Dialog
      open={useUi((state) => state.dialog === 'shortcuts')}
      onClose={() => {
        openDialog(null)
      }}
      title="Keyboard shortcuts"
      wide
    >
      <div className="grid grid-cols-2 gap-x-8 gap-y-4 max-[640px]:grid-cols-1">
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className="mb-1 font-semibold">{group.name}</h3>
            <dl>
              {group.keys.map(([keys, does]) => (
                <div key={keys} className="flex items-center justify-between gap-4 py-1">
                  <dt className="order-2">
                    <Kbd keys={keys} />
                  </dt>
                  <dd className="text-muted">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
