export { factsOf } from './facts.ts'
export { deliveryOf, destinationName, targetOf } from './resolve.ts'
