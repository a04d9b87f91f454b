import { useState } from 'react'
import {
  githubSettingsSchema,
  readDelegation,
  writeDelegation,
  type GithubSettings,
} from '../../../shared/github.ts'
import type { JobType } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { CheckedField } from '../library/checked-field.tsx'
import { stageOrder } from '../lib/stages.ts'
import { GithubToken } from './github-token.tsx'
import type { SettingProps } from './setting.ts'

/** Which runs are followed, as whom, and which stages a workflow does. */
export function GithubFields({ settings: { github }, change }: SettingProps) {
  const [draft, setDraft] = useState(() => draftOf(github))
  const { repository, baseUrl, stages } = draft
  const read = readDraft(draft)
  const isOff = repository.trim() === ''
  /** Counts when a field is left: half an address is none. */
  const save = (): void => {
    if (isOff) change({ github: null })
    else if (read.github && JSON.stringify(read.github) !== JSON.stringify(github)) {
      change({ github: read.github })
    }
  }
  return (
    <div className="flex flex-col gap-3" onBlur={save}>
      <p className="text-muted">{t('settings.github.hint')}</p>
      <CheckedField
        label={t('settings.github.repository')}
        placeholder="owner/name"
        value={repository}
        isBad={!isOff && read.bad.includes('repository')}
        onText={(text) => {
          setDraft({ ...draft, repository: text })
        }}
      />
      {!isOff && (
        <>
          {github && <GithubToken />}
          <CheckedField
            label={t('settings.github.baseUrl')}
            value={baseUrl}
            isBad={read.bad.includes('baseUrl')}
            onText={(text) => {
              setDraft({ ...draft, baseUrl: text })
            }}
          />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium">{t('settings.github.stages')}</legend>
            <p className="text-sm text-muted">{t('settings.github.stagesHint')}</p>
            <div className="grid grid-cols-2 gap-2">
              {stageOrder.map((stage) => (
                <CheckedField
                  key={stage}
                  label={t(`common.stage.${stage}`)}
                  placeholder="workflow.yml@main"
                  value={stages[stage]}
                  isBad={read.bad.includes(stage)}
                  onText={(text) => {
                    setDraft({ ...draft, stages: { ...stages, [stage]: text } })
                  }}
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
    </div>
  )
}

interface Draft {
  repository: string
  baseUrl: string
  /** `workflow.yml@main`, or nothing where the stage is worked on here. */
  stages: Record<JobType, string>
}

function draftOf(github: GithubSettings | null): Draft {
  const text = (stage: JobType): string => {
    const delegation = github?.delegate[stage]
    return delegation ? writeDelegation(delegation) : ''
  }
  return {
    repository: github?.repository ?? '',
    baseUrl: github?.baseUrl ?? githubSettingsSchema.shape.baseUrl.parse(undefined),
    stages: {
      scrape: text('scrape'),
      download: text('download'),
      transform: text('transform'),
      publish: text('publish'),
    },
  }
}

/** The settings these fields tell of, null where one means nothing; and which do not. */
function readDraft({ repository, baseUrl, stages }: Draft) {
  const written = stageOrder.filter((stage) => stages[stage].trim() !== '')
  const delegations = written.map((stage) => [stage, readDelegation(stages[stage])] as const)
  const { data, error } = githubSettingsSchema.safeParse({
    ...{ repository: repository.trim(), baseUrl: baseUrl.trim() },
    delegate: Object.fromEntries(delegations.filter(([, delegation]) => delegation !== null)),
  })
  const bad = [
    ...(error?.issues.map(({ path }) => path[0]) ?? []),
    ...delegations.flatMap(([stage, delegation]) => (delegation === null ? [stage] : [])),
  ]
  return { github: bad.length === 0 ? (data ?? null) : null, bad }
}
