export { memorySecrets } from './memory.ts'
export { secretName, type SecretStore } from './store.ts'
export { systemSecrets } from './system.ts'
