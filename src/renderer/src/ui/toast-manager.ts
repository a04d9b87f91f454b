import { Toast } from '@base-ui/react/toast'
import type { ToastData } from './toast.ts'

/** What is told, for whoever shows it. */
export const manager = Toast.createToastManager<ToastData>()
