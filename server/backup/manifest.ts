import { z } from 'zod';

export const MANIFEST = 'manifest.json';

/** What a backup holds, written last: a folder without it is no backup. */
export const Manifest = z.strictObject({
  format: z.literal('yishi-backup-1'),
  /** Of this product, and of Node. */
  versions: z.strictObject({ yishi: z.string(), node: z.string(), protocol: z.int() }),
  /** Milliseconds since 1970, when the first store had been copied. */
  madeAt: z.int(),
  files: z.array(
    z.strictObject({
      /** Inside the backup and inside the data folder alike; never leads out of either. */
      path: z.string().regex(/^(?:(?:sealed|archive)\/)?[\w-][\w.-]*$/, 'must name a file of a data folder'),
      size: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
    }),
  ),
});
export type Manifest = z.output<typeof Manifest>;
