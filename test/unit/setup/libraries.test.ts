import { expect, test } from 'vitest'
import { missingLibraries } from '../../../src/setup/libraries.ts'

test('the libraries a machine lacks are read from ldd', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibffmpeg.so => /cache/electron/libffmpeg.so (0x00007f1a)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibasound.so.2 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1b)',
  ].join('\n')

  expect(missingLibraries(output)).toEqual(['libgtk-3.so.0', 'libasound.so.2'])
})
