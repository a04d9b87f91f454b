/** What is decided between a rendition and its publication: review, schedule, quota. */
export { needsReview, readRights, requireRights } from './gate.ts'
export { draftOf, metadataOf } from './legs.ts'
export { QuotaLedger } from './quota-ledger.ts'
export { ReviewService } from './review-service.ts'
export { ScheduleService } from './schedule-service.ts'
