export { factsOf } from './facts.ts'
export { filesFor } from './files.ts'
export { PublishingService } from './publishing-service.ts'
export { deliveryOf, destinationName, targetOf } from './resolve.ts'
