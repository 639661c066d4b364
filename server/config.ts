import { z } from 'zod';

/** The environment, parsed once. Everything has a default that is safe on one machine. */
export const Config = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().min(1).default('data'),
  /** Turnout moves in steps of at least five seconds: finer ones would name who just pressed. */
  TURNOUT_STEP_MS: z.coerce.number().int().min(5000).default(5000),
  /** The hall's time zone, in which every screen and report tells times. */
  TIME_ZONE: z
    .string()
    .default('Asia/Shanghai')
    .refine((zone) => isTimeZone(zone), { message: 'must be an IANA name such as Asia/Shanghai' }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** `1`: print a setup code again, for an administrator who has lost the way in. */
  RESET_SETUP: z.enum(['0', '1']).default('0'),
});
export type Config = z.output<typeof Config>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Throws with one line per wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = Config.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}
