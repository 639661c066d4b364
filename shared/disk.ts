import { z } from 'zod';

/** Free space where the server keeps everything, for the staff. `almostFull`: no vote can be prepared or opened. */
export const DiskState = z.strictObject({
  level: z.enum(['fine', 'low', 'almostFull']),
  freeMegabytes: z.int(),
  /** Below this it is almost full. */
  minMegabytes: z.int(),
});
export type DiskState = z.output<typeof DiskState>;
