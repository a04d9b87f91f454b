import { Option, type Command } from 'commander'
import type { JobId } from '../../shared/job.ts'
import { privacySchema } from '../../shared/publication.ts'
import { reviewModeSchema } from '../../shared/review.ts'
import { parseId, parseIds, parseSource, parseTime, parseWords } from '../parse.ts'
import type { Setting } from './setting.ts'

const loadReview = () => import('../commands/review.ts')
const loadSchedule = () => import('../commands/schedule.ts')

const yesOrNo = (text: string): boolean => text === 'yes'

/** What waits before it is published, and when it goes out. */
export function addReviewCommands(program: Command, { does }: Setting): void {
  program.commandsGroup('Publishing:')
  const group = program.command('review').description('what waits before it is published')
  group
    .command('list', { isDefault: true })
    .description('what is to be approved, the oldest first')
    .option('--approved', 'what is approved and has not gone out, the next first')
    .action(does(async () => (await loadReview()).reviewList))
  group
    .command('approve')
    .description('let it go out: after the cooling-off, in a slot, or then')
    .argument('[id...]', 'jobs by number', parseIds)
    .option('--all', 'everything that waits')
    .option('--at <time>', 'not before 18:30 or 2026-12-01 18:30', parseTime)
    .option('--slot', 'in the next free slot')
    .option('--now', 'as soon as the cooling-off is over')
    .action(does(async () => (await loadReview()).approve))
  group
    .command('undo')
    .description('take approvals back, as long as nothing has gone out')
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(async () => (await loadReview()).undo))
  group
    .command('send-back')
    .description('have renditions made anew with another preset')
    .argument('<id...>', 'jobs by number', parseIds)
    .requiredOption('--preset <id>', 'how to transform')
    .action(does(async () => (await loadReview()).sendBack))
  const yesNo = (flags: string, what: string) =>
    new Option(flags, what).choices(['yes', 'no']).argParser(yesOrNo)
  group
    .command('edit')
    .description('change what is told about a video where it goes')
    .argument('<id>', 'a job by number', parseId)
    .option('--title <text>')
    .option('--description <text>')
    .option('--tags <words>', 'separated by commas', parseWords)
    .addOption(new Option('--privacy <who>', 'who can see it').choices(privacySchema.options))
    .option('--publish-at <time>', 'when the platform makes it public', parseTime)
    .option('--category <number>', 'the platform’s own number')
    .option('--language <code>', 'as en or de-AT')
    .addOption(yesNo('--made-for-kids <yes|no>', 'made for children'))
    .addOption(yesNo('--synthetic-media <yes|no>', 'altered so that it could be taken for real'))
    .action(does(async () => (await loadReview()).edit))
  group
    .command('rights')
    .description('say by what right everything of a source may be published')
    .argument('<source>', 'a source by number', parseSource)
    .argument('<mine|licensed|creative-commons>')
    .argument('[text]', 'a note, or the attribution')
    .action(does(async () => (await loadReview()).rights))
  group
    .command('mode')
    .description('which renditions of a source are reviewed: public, always or never')
    .argument('<source>', 'a source by number', parseSource)
    .argument('<mode>', 'public, always or never', (text) => reviewModeSchema.parse(text))
    .action(does(async () => (await loadReview()).mode))
  group
    .command('rules')
    .description('what is approved without you; with options, one more rule')
    .option('--source <number>', 'of this source', parseSource)
    .option('--preset <id>', 'made with this preset')
    .option('--destination <kind>', 'going to this kind of destination')
    .option('--remove <number>', 'remove this rule', Number)
    .action(does(async () => (await loadReview()).rules))

  const plan = program.command('schedule').description('what goes out when')
  plan
    .command('list', { isDefault: true })
    .description('what goes out, and what went out today')
    .option('--days <n>', 'of so many days from today', Number, 7)
    .action(does(async () => (await loadSchedule()).scheduleList))
  plan
    .command('move')
    .description('move an approved publication')
    .argument('<id>', 'a job by number', parseId)
    .argument('[time]', '18:30 or 2026-12-01 18:30; the next free slot otherwise', parseTime)
    .action(
      does(async () => {
        const { scheduleMove } = await loadSchedule()
        return (out, id: JobId, at?: number) => scheduleMove(out, id, at ?? null)
      }),
    )
  plan
    .command('rule')
    .description('the times at which publications go out; without options, as it is')
    .option('--times <times>', 'as 09:00,18:30', parseWords)
    .option('--per-day <n>', 'so many, spread evenly', Number)
    .option('--between <times>', 'as 09:00-21:00')
    .option('--days <days>', '1 Monday to 7 Sunday: 1,2,3,4,5', parseWords)
    .option('--zone <name>', 'as Europe/Berlin; this machine’s otherwise')
    .option('--off', 'as soon as they are approved')
    .action(does(async () => (await loadSchedule()).scheduleRule))
  program
    .command('quota')
    .description('what is left of the platforms’ daily budgets')
    .action(does(async () => (await loadSchedule()).quota))
}
