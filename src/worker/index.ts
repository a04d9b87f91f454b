import { toFailure } from '../shared/errors.ts'
import { workerCommandSchema, type ErrandOrder, type WorkOrder } from '../shared/worker-protocol.ts'
import { CurrentErrand } from './current-errand.ts'
import { CurrentJob } from './current-job.ts'
import { openParentPort } from './port.ts'

const port = openParentPort()
let current: CurrentJob | CurrentErrand | null = null

async function run(order: WorkOrder): Promise<void> {
  if (current) {
    port.send({ kind: 'failed', jobId: order.jobId, failure: busy() })
    return
  }
  current = new CurrentJob(order, port.send)
  await current.run()
  current = null
}

async function runErrand(order: ErrandOrder): Promise<void> {
  if (current) {
    port.send({ kind: 'not-answered', failure: busy() })
    return
  }
  current = new CurrentErrand(order, port.send)
  await current.run()
  current = null
}

const busy = () => toFailure(new Error('A worker that is at work was given more of it.'))

port.onCommand((raw) => {
  const command = workerCommandSchema.parse(raw)
  switch (command.kind) {
    case 'run':
      void run(command.order)
      break
    case 'errand':
      void runErrand(command.order)
      break
    case 'slot':
      if (current instanceof CurrentJob) current.slot(command.granted)
      break
    case 'stop':
      current?.stop()
      break
    case 'limit':
      if (current instanceof CurrentJob) current.limit(command.bytesPerSecond)
      break
    case 'freeze':
      current?.freeze()
      break
    case 'thaw':
      current?.thaw()
      break
    case 'answer':
    case 'no-answer':
      if (current instanceof CurrentJob) current.answered(command)
      break
  }
})

// Without its parent a worker works for nobody.
port.onClose(() => process.exit())

// However it ends, nothing that it started goes on.
process.on('exit', () => current?.kill())

port.send({ kind: 'ready' })
