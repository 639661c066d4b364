import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test';

/** Debian's Chromium, also as root; nothing of it talks to the outside. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  launchOptions: {
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
  locale: 'zh-CN',
  timezoneId: 'Europe/Berlin',
};

/** Widths and heights of the devices that people stand before. */
export const viewports = {
  tablet: { width: 1280, height: 800 },
  tabletUpright: { width: 800, height: 1280 },
  phone: { width: 360, height: 740 },
  desk: { width: 1440, height: 900 },
  hall: { width: 1920, height: 1080 },
} as const;
