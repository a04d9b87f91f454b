import { create } from 'zustand'
import type { JobId, VideoId } from '../../../shared/job.ts'
import type { TextKey } from '../../../shared/language.ts'
import type { ScreenName } from './screens.ts'
import { noSelection, type Selection } from '../queue/selection.ts'

export interface Question {
  title: string
  text: string
  /** The word on the button that does it. */
  action: string
  answer: (yes: boolean) => void
}

interface UiState {
  screen: ScreenName
  /** The video shown in place of the screen. */
  video: VideoId | null
  sidebarIsSmall: boolean
  dialog: 'add' | 'shortcuts' | 'diagnostics' | 'palette' | null
  /** What the add dialog is about to add. */
  draft: readonly string[]
  question: Question | null
  /** The setting that was asked for, until it is shown. */
  setting: TextKey | null
  selection: Selection
  /** Chosen is all that the list's query finds, also what is not loaded. */
  allMatching: boolean
  /** The job the details pane shows. */
  details: JobId | null
}

/** What is open and chosen in the window. */
export const useUi = create<UiState>(() => ({
  screen: 'queue',
  video: null,
  sidebarIsSmall: false,
  dialog: null,
  draft: [],
  question: null,
  setting: null,
  selection: noSelection,
  allMatching: false,
  details: null,
}))

export const goTo = (screen: ScreenName): void => {
  useUi.setState({ screen, video: null })
}

/** Leads to one setting itself. */
export const goToSetting = (setting: TextKey): void => {
  goTo('settings')
  useUi.setState({ setting })
}

/** Shows a video over whatever screen it was asked for on; null goes back there. */
export const openVideo = (video: VideoId | null): void => {
  useUi.setState({ video, ...(video === null ? {} : { details: null }) })
}

export const toggleSidebar = (): void => {
  useUi.setState((state) => ({ sidebarIsSmall: !state.sidebarIsSmall }))
}

export const openDialog = (dialog: UiState['dialog']): void => {
  useUi.setState({ dialog })
}

/** Opens the add dialog, or adds to what it holds already. */
export function draftSources(locations: readonly string[]): void {
  useUi.setState((state) => ({
    dialog: 'add',
    draft: [...new Set([...(state.dialog === 'add' ? state.draft : []), ...locations])],
  }))
}

/** Chooses rows; an open details pane follows the keyboard. */
export function select(selection: Selection): void {
  useUi.setState((state) => ({
    selection,
    allMatching: false,
    details: state.details === null ? null : (selection.active ?? state.details),
  }))
}

export const showDetails = (details: JobId | null): void => {
  useUi.setState({ details })
}

/** Asks before something is done; resolves to whether to do it. */
export const ask = (question: Omit<Question, 'answer'>): Promise<boolean> =>
  new Promise((resolve) => {
    useUi.setState({
      question: {
        ...question,
        answer: (yes) => {
          useUi.setState({ question: null })
          resolve(yes)
        },
      },
    })
  })
