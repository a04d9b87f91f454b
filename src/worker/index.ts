import { workerCommandSchema } from '../shared/worker-protocol.ts'
import { CurrentJob } from './current-job.ts'
import { openParentPort } from './port.ts'

const port = openParentPort()
let current: CurrentJob | null = null

port.onCommand((raw) => {
  const command = workerCommandSchema.parse(raw)
  switch (command.kind) {
    case 'run': {
      const job = new CurrentJob(command.order, port.send)
      current = job
      void job.run()
      break
    }
    case 'stop':
      current?.stop()
      break
    case 'freeze':
      current?.freeze()
      break
    case 'thaw':
      current?.thaw()
      break
  }
})

// Without its parent a worker works for nobody.
port.onClose(() => {
  current?.kill()
  process.exit(0)
})

port.send({ kind: 'ready' })
