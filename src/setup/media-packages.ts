import type { PinnedPackage } from './npm-package.ts'

type Build = Omit<PinnedPackage, 'name'>

/**
 * Old builds that come from npm, by tool, platform and architecture: what gets a machine going
 * that can reach nothing else.
 */
export const mediaPackages: Record<'ffmpeg' | 'ffprobe', Record<string, Build>> = {
  ffmpeg: {
    'linux-x64': {
      version: '4.1.0',
      integrity:
        'sha512-Y5BWhGLU/WpQjOArNIgXD3z5mxxdV8c41C+U15nsE5yF8tVcdCGet5zPs5Zy3Ta6bU7haGpIzryutqCGQA/W8A==',
      megabytes: 23,
    },
    'linux-arm64': {
      version: '4.1.4',
      integrity:
        'sha512-dljEqAOD0oIM6O6DxBW9US/FkvqvQwgJ2lGHOwHDDwu/pX8+V0YsDL1xqHbj1DMX/+nP9rxw7G7gcUvGspSoKg==',
      megabytes: 16,
    },
    'darwin-x64': {
      version: '4.1.0',
      integrity:
        'sha512-Z4EyG3cIFjdhlY8wI9aLUXuH8nVt7E9SlMVZtWvSPnm2sm37/yC2CwjUzyCQbJbySnef1tQwGG2Sx+uWhd9IAw==',
      megabytes: 22,
    },
    'darwin-arm64': {
      version: '4.1.5',
      integrity:
        'sha512-hYqTiP63mXz7wSQfuqfFwfLOfwwFChUedeCVKkBtl/cliaTM7/ePI9bVzfZ2c+dWu3TqCwLDRWNSJ5pqZl8otA==',
      megabytes: 16,
    },
    'win32-x64': {
      version: '4.1.0',
      integrity:
        'sha512-Drt5u2vzDnIONf4ZEkKtFlbvwj6rI3kxw1Ck9fpudmtgaZIHD4ucsWB2lCZBXRxJgXR+2IMSti+4rtM4C4rXgg==',
      megabytes: 22,
    },
  },
  ffprobe: {
    'linux-x64': {
      version: '5.2.0',
      integrity:
        'sha512-D3UeqTLYPNs7pBWPLUYGehPdRVqU8eACox4OZy3pZUZatxye2YKlvBwEfaLdL1v2Z4FOAlLUhms0kY8m8kqSRA==',
      megabytes: 29,
    },
    'linux-arm64': {
      version: '5.2.0',
      integrity:
        'sha512-X1VvWtlLs6ScP73biVLuHD5ohKJKsMTa0vafCESOen4mOoNeLAYbxOVxDWAdFz9cpZgRiloFj5QD6nDj8E28yQ==',
      megabytes: 25,
    },
    'darwin-x64': {
      version: '5.1.0',
      integrity:
        'sha512-J+YGscZMpQclFg31O4cfVRGmDpkVsQ2fZujoUdMAAYcP0NtqpC49Hs3SWJpBdsGB4VeqOt5TTm1vSZQzs1NkhA==',
      megabytes: 25,
    },
    'darwin-arm64': {
      version: '5.0.1',
      integrity:
        'sha512-vwNCNjokH8hfkbl6m95zICHwkSzhEvDC3GVBcUp5HX8+4wsX10SP3B+bGur7XUzTIZ4cQpgJmEIAx6TUwRepMg==',
      megabytes: 8,
    },
    'win32-x64': {
      version: '5.1.0',
      integrity:
        'sha512-jMGYeAgkrdn4e2vvYt/qakgHRE3CPju4bn5TmdPfoAm1BlX1mY9cyMd8gf5vSzI8gH8Zq5WQAyAkmekX/8TSTg==',
      megabytes: 29,
    },
  },
}
