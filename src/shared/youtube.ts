import { z } from 'zod'
import type { FailureKind } from './failure-kind.ts'
import type { BudgetName } from './quota.ts'

/** What the API says of a request it does not do. */
const refusalSchema = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string() })).min(1),
  }),
})

interface Rule {
  /** YouTube's own reason, or the status where it tells none. */
  when: RegExp
  kind: FailureKind
  /** The daily budget that is used up, where it is that. */
  budget?: BudgetName
  sentence: string
}

const signInAgain = 'YouTube does not accept the sign-in any more. Sign in to the channel again.'

/** What YouTube says, and what helps; the first that fits. */
export const youtubeRules: readonly Rule[] = [
  {
    when: /^(uploadLimitExceeded)$/,
    kind: 'rate-limited',
    budget: 'uploads',
    sentence: 'This channel takes no more uploads today. It goes on by itself tomorrow.',
  },
  {
    when: /^(quotaExceeded|dailyLimitExceeded|dailyLimitExceededUnreg)$/,
    kind: 'rate-limited',
    budget: 'other',
    sentence: "Today's calls to YouTube are used up. It goes on by itself after midnight Pacific.",
  },
  {
    when: /^(rateLimitExceeded|userRateLimitExceeded|servingLimitExceeded|429)$/,
    kind: 'rate-limited',
    sentence: 'YouTube asks Spool to slow down. It is tried again later.',
  },
  {
    when: /^(authError|authorizationRequired|required|expired|invalidCredentials|401)$/,
    kind: 'auth',
    sentence: signInAgain,
  },
  {
    when: /^(insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT)$/,
    kind: 'auth',
    sentence: 'The sign-in does not allow this. Sign in again and allow all that Spool asks for.',
  },
  {
    when: /^(youtubeSignupRequired|channelNotFound)$/,
    kind: 'auth',
    sentence: 'This Google account has no YouTube channel. Make one, then sign in again.',
  },
  {
    when: /^(accessNotConfigured|projectBlocked|usageLimits)$/,
    kind: 'auth',
    sentence:
      'The YouTube Data API is not switched on in your Google project. Switch it on, then retry.',
  },
  {
    when: /^(channelClosed|channelSuspended|accountClosed|accountSuspended|accountDelegationForbidden)$/,
    kind: 'auth',
    sentence: 'YouTube has closed or suspended this channel. Ask YouTube, or choose another one.',
  },
  {
    when: /^invalidTitle$/,
    kind: 'invalid-input',
    sentence: 'YouTube does not take this title. Shorten it and leave out “<” and “>”.',
  },
  {
    when: /^invalidDescription$/,
    kind: 'invalid-input',
    sentence: 'YouTube does not take this description. Shorten it and leave out “<” and “>”.',
  },
  {
    when: /^(invalidTags|invalidVideoKeywords)$/,
    kind: 'invalid-input',
    sentence: 'YouTube does not take these tags. Take some away.',
  },
  {
    when: /^invalidCategoryId$/,
    kind: 'invalid-input',
    sentence: 'YouTube has no such category in your country. Choose another one.',
  },
  {
    when: /^(invalidPublishAt)$/,
    kind: 'invalid-input',
    sentence: 'YouTube cannot publish at that time. Choose one that is still to come.',
  },
  {
    when: /^(invalidVideoMetadata|invalidVideoGameRating|invalidRecordingDetails|defaultLanguageNotSet|invalidFilename)$/,
    kind: 'invalid-input',
    sentence:
      "YouTube does not take what is told about the video. Check the destination's settings.",
  },
  {
    when: /^(mediaBodyRequired|badContent|wrongUrlMethod|unsupportedMediaType|400)$/,
    kind: 'invalid-input',
    sentence: 'YouTube rejected the file. Choose another preset, then publish again.',
  },
  {
    when: /^(forbiddenPrivacySetting|forbiddenLicenseSetting)$/,
    kind: 'invalid-input',
    sentence: 'YouTube does not allow this privacy or licence here. Choose another one.',
  },
  {
    when: /^(playlistNotFound|playlistContainsMaximumNumberOfVideos|playlistItemsNotAccessible|manualSortRequired)$/,
    kind: 'invalid-input',
    sentence: 'The playlist is full, gone or not yours. Choose another one in the destination.',
  },
  {
    when: /^(mediaTooLarge|invalidImage|imageFormatUnsupported|imageTooTall|imageTooWide|413)$/,
    kind: 'invalid-input',
    sentence: 'YouTube does not take the picture. It may have 2 MB at most.',
  },
  {
    when: /^(videoNotFound|notFound|404|410)$/,
    kind: 'gone',
    sentence: 'The video is not on YouTube any more.',
  },
  {
    when: /^(forbidden|403)$/,
    kind: 'auth',
    sentence: 'YouTube does not let this channel do that. Check the channel, then retry.',
  },
  {
    when: /^(backendError|internalError|processingFailure|5\d\d)$/,
    kind: 'transient',
    sentence: 'YouTube has trouble of its own. Retry later.',
  },
]

/** The reason in the body of a refusal; null where it tells none. */
export function youtubeReason(body: unknown): string | null {
  const refusal = refusalSchema.safeParse(body)
  return refusal.success ? (refusal.data.error.errors[0]?.reason ?? null) : null
}

export const youtubeRuleFor = (reason: string | null, status: number): Rule | undefined =>
  (reason === null ? undefined : youtubeRules.find(({ when }) => when.test(reason))) ??
  youtubeRules.find(({ when }) => when.test(String(status)))

/** Why YouTube did not keep a video it had taken. */
export const rejections: Record<string, string> = {
  duplicate: 'YouTube found that this video is there already.',
  claim: 'YouTube rejected the video for a copyright claim.',
  copyright: 'YouTube rejected the video for infringing a copyright.',
  inappropriate: 'YouTube rejected the video as inappropriate.',
  length: 'YouTube rejected the video as too long. Verify the channel, then retry.',
  termsOfUse: 'YouTube rejected the video for breaking its terms.',
  trademark: 'YouTube rejected the video for infringing a trademark.',
  uploaderAccountSuspended: 'YouTube has suspended this channel.',
  codec: 'YouTube cannot read this kind of file. Choose another preset.',
  conversion: 'YouTube could not convert the file. Choose another preset.',
  emptyFile: 'YouTube got an empty file. Make it again, then retry.',
  invalidFile: 'YouTube cannot read the file. Choose another preset.',
  tooSmall: 'The file is too small for YouTube.',
}
