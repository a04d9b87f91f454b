import { actions } from '../../../shared/actions.ts'
import { t, type TextKey } from '../../../shared/language.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { screenNames } from './screens.ts'
import { openDialog, useUi } from './ui-store.ts'

type Keys = readonly [keys: string, does: TextKey][]

const groups: readonly { name: TextKey; keys: Keys }[] = [
  {
    name: 'app.shortcuts.everywhere',
    keys: [
      ...Object.values(actions).flatMap(({ name, keys: [first] }): Keys =>
        first === undefined ? [] : [[first, name]],
      ),
      [`1 – ${screenNames.length}`, 'app.shortcuts.screens'],
    ],
  },
  {
    name: 'app.shortcuts.inList',
    keys: [
      ['↑', 'app.shortcuts.move'],
      ['Shift+↓', 'app.shortcuts.range'],
      ['Space', 'app.shortcuts.toggle'],
      ['Mod+A', 'app.shortcuts.all'],
      ['Enter', 'app.shortcuts.details'],
      ['Esc', 'app.shortcuts.closeDetails'],
      ['Alt+↑', 'app.shortcuts.reorder'],
      ['Alt+Home', 'queue.moveToTop'],
      ['R', 'app.shortcuts.retry'],
      ['Delete', 'app.shortcuts.cancel'],
      ['Shift+F10', 'app.shortcuts.menu'],
    ],
  },
  {
    name: 'publish.tab.ready',
    keys: [
      ['A', 'publish.approve'],
      ['U', 'publish.keys.undo'],
      ['E', 'publish.keys.edit'],
      ['Space', 'app.shortcuts.toggle'],
      ['Delete', 'publish.reject'],
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
      title={t('app.shortcuts.title')}
      wide
    >
      {/* The keyboard scrolls it: there is nothing else to go to. */}
      <div tabIndex={0} className="grid grid-cols-2 gap-x-8 gap-y-4 max-[640px]:grid-cols-1">
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className="mb-1 font-semibold">{t(group.name)}</h3>
            <dl>
              {group.keys.map(([keys, does]) => (
                <div key={does} className="flex items-center justify-between gap-4 py-1">
                  <dt className="order-2">
                    <Kbd keys={keys} />
                  </dt>
                  <dd className="text-muted">{t(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
