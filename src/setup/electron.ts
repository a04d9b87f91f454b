import { SpoolError } from '../shared/errors.ts'
import { fallbackVersion, findFallback, hasFallback, installFallback } from './electron-fallback.ts'
import {
  findOfficial,
  installOfficial,
  officialVersion,
  recentFailure,
} from './electron-official.ts'
import type { Found, Log, Missing, Part } from './part.ts'

export interface ElectronBinary {
  kind: 'official' | 'fallback'
  executable: string
}

/** The Electron to run on this machine: the official one wherever it is. */
export async function findElectron(): Promise<ElectronBinary | undefined> {
  const official = await findOfficial()
  if (official !== undefined) return { kind: 'official', executable: official }
  const fallback = await findFallback()
  return fallback === undefined ? undefined : { kind: 'fallback', executable: fallback }
}

async function check(): Promise<Found | Missing> {
  const version = await officialVersion()
  const binary = await findElectron()
  if (binary?.kind === 'official') return { status: 'found', version, where: binary.executable }
  const failure = await recentFailure()
  if (binary && failure) {
    return {
      status: 'found',
      version: fallbackVersion,
      where: binary.executable,
      note: `stands in for ${version}, whose download failed (${failure.reason})`,
    }
  }
  const reason =
    failure === undefined ? 'is not here yet' : `could not be downloaded (${failure.reason})`
  return {
    status: 'missing',
    problem: `Electron ${version} ${reason}.`,
    remedy: 'Connect to the internet, then run "npm run doctor -- --fix".',
  }
}

async function install(log: Log): Promise<void> {
  if (!hasFallback) {
    await installOfficial(log)
    return
  }
  if ((await recentFailure()) === undefined) {
    try {
      await installOfficial(log)
      return
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
      log('The official Electron cannot be downloaded here; another one stands in for it.')
    }
  }
  if ((await findFallback()) === undefined) await installFallback(log)
}

export const electron: Part = { name: 'electron', check, install }
