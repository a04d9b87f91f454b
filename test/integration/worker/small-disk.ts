import { execFileSync } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../core/temporary.ts'

/** A disk of its own with so little room, gone when the test is over. Only root can make one. */
export async function smallDisk(kibibytes: number): Promise<string> {
  if (process.getuid?.() !== 0) {
    throw new Error('Full and read-only disks are tested on real ones: run the tests as root.')
  }
  const folder = await temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder])
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder])
  })
  return folder
}

/** From now on the disk has so much room. */
export function resize(disk: string, kibibytes: number): void {
  execFileSync('mount', ['-o', `remount,size=${kibibytes}k`, disk])
}

/** How much lies on the disk, in KiB. */
export async function usedOn(disk: string): Promise<number> {
  const { bsize, blocks, bfree } = await statfs(disk)
  return Math.ceil((bsize * (blocks - bfree)) / 1_024)
}

/** From now on nothing can be written there. */
export function makeReadOnly(disk: string): void {
  execFileSync('mount', ['-o', 'remount,ro', disk])
}

/** From now on it can be again. */
export function makeWritable(disk: string): void {
  execFileSync('mount', ['-o', 'remount,rw', disk])
}
