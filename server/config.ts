import { fileURLToPath } from 'node:url';
import proxyAddr from 'proxy-addr';
import { z } from 'zod';

/** Where a set but empty variable is one that is not set, as in a file of variables. */
const optional = <T>(what: z.ZodType<T, string>) =>
  z
    .string()
    .optional()
    .transform((text) => (text === '' ? undefined : text))
    .pipe(what.optional());

/** How it is reached; TLS_CERT and TLS_KEY go together. */
const addressing = {
  TLS_CERT: optional(z.string()),
  TLS_KEY: optional(z.string()),
  /** A plain listener beside HTTPS, which sends pages on to it. */
  HTTP_PORT: optional(z.coerce.number<string>().int().min(0).max(65535)),
  /** The addresses that people open, separated by blanks, the first one told to them. Others are refused then. */
  PUBLIC_ORIGIN: optional(
    z.string().refine((text) => wordsIn(text).every(isSafeOrigin), {
      message: 'must be addresses such as https://vote.example.org, without a path, separated by blanks',
      // What comes after it reads a list.
      abort: true,
    }),
  ).transform((text) => wordsIn(text ?? '')),
  /** Browsers that came by HTTPS keep to it for so long. A day, until the hall's certificate has proved itself. */
  HSTS_SECONDS: z.coerce.number().int().min(0).default(86_400),
};

/** The public's part. */
const gallery = {
  /** Viewers who are followed by socket; those above it ask again and again. */
  GALLERY_MAX_VIEWERS: z.coerce.number().int().min(0).default(20_000),
  /** Viewers who may come from one block of addresses (IPv4 /24, IPv6 /48): thousands share one in a mobile network. */
  GALLERY_VIEWERS_PER_BLOCK: z.coerce.number().int().min(1).default(5000),
  /** Proxies whose X-Forwarded-For is believed: addresses, blocks or `loopback`, separated by blanks. */
  TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .refine((text) => areProxies(wordsIn(text)), {
      message: 'must be addresses such as 10.0.0.7 or blocks such as 10.0.0.0/24, separated by blanks',
      abort: true,
    })
    .transform((text) => wordsIn(text)),
};

function areProxies(names: string[]): boolean {
  try {
    proxyAddr.compile(names);
    return true;
  } catch {
    return false;
  }
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((origin) => origin !== '');
}

/** Encrypted, or on this machine: elsewhere a browser gives a page no cryptography. */
function isSafeOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  const here = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && here));
}

/** The environment, parsed once. Everything has a default that is safe on one machine. */
export const Config = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    DATA_DIR: z.string().min(1).default('data'),
    /** The built screens. */
    CLIENT_DIR: z
      .string()
      .min(1)
      .default(fileURLToPath(new URL('../client/dist', import.meta.url))),
    /** Turnout moves in steps of at least five seconds: finer ones would name who just pressed. */
    TURNOUT_STEP_MS: z.coerce.number().int().min(5000).default(5000),
    /** The gallery hears of changes in steps of at least this; finer ones cost every viewer's line. */
    GALLERY_TICK_MS: z.coerce.number().int().min(200).default(1000),
    /** The hall's time zone, in which every screen and report tells times. */
    TIME_ZONE: z
      .string()
      .default('Asia/Shanghai')
      .refine((zone) => isTimeZone(zone), { message: 'must be an IANA name such as Asia/Shanghai' }),
    /** Days after its close until a sitting's personal data is removed and its results alone are kept. */
    ROLL_RETENTION_DAYS: z.coerce.number().int().min(1).default(180),
    /** Megabytes of free space under DATA_DIR: below the first the staff are warned, below the second no vote is opened. */
    DISK_WARN_MB: z.coerce.number().int().min(0).default(1024),
    DISK_MIN_MB: z.coerce.number().int().min(0).default(256),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    ...addressing,
    ...gallery,
    /** `1`: print a setup code again, for an administrator who has lost the way in. */
    RESET_SETUP: z.enum(['0', '1']).default('0'),
  })
  .superRefine((config, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { TLS_CERT, TLS_KEY, HTTP_PORT, PUBLIC_ORIGIN } = config;
    if (TLS_CERT !== undefined && TLS_KEY === undefined) wrong('TLS_KEY', 'is needed with TLS_CERT');
    if (TLS_KEY !== undefined && TLS_CERT === undefined) wrong('TLS_CERT', 'is needed with TLS_KEY');
    if (TLS_CERT === undefined && HTTP_PORT !== undefined)
      wrong('HTTP_PORT', 'only sends on to HTTPS: set TLS_CERT and TLS_KEY');
    if (TLS_CERT !== undefined && PUBLIC_ORIGIN.some((origin) => origin.startsWith('http:')))
      wrong('PUBLIC_ORIGIN', 'must begin with https:// where TLS_CERT is set');
  });
export type Config = z.output<typeof Config>;

function isTimeZone(name: string): boolean {
  try {
    // Intl would load all that formats dates, a tenth of the start. Temporal reads more than names: whole moments, too.
    return Temporal.Now.zonedDateTimeISO(name).timeZoneId.toLowerCase() === name.toLowerCase();
  } catch {
    return false;
  }
}

export class WrongConfig extends Error {}

/** Throws WrongConfig with one line per wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = Config.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new WrongConfig(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
  );
}
