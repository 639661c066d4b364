import { z } from 'zod';
import { DeputyId } from './ids.ts';

/** Which build of the screens a page or the server has; `unbuilt` where nobody has built them. */
export const BuildId = z.string().regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _');

/** What a tablet tells of itself. Nothing of it may depend on a ballot. */
export const DeviceReport = z.strictObject({
  build: BuildId,
  /** The page is in view: the tablet is awake, and nothing else is before it. */
  visible: z.boolean(),
  /** It could make, keep and send a ballot. */
  ready: z.boolean(),
});
export type DeviceReport = z.output<typeof DeviceReport>;

/**
 * `ready`: connected, in view, fit to vote. `unfit`: the same, but its checks found something. `asleep`: not in view, or
 * closed on purpose. `lost`: the line broke off. `never`: nobody is signed in with this deputy's card.
 */
export const DeviceState = z.enum(['ready', 'unfit', 'asleep', 'lost', 'never']);
export type DeviceState = z.output<typeof DeviceState>;

/** A deputy's tablet as the desk sees it. */
export const DeviceLine = z.strictObject({
  deputyId: DeputyId,
  state: DeviceState,
  /** Its page is of another build than the one that the server gives out. */
  oldBuild: z.boolean(),
});
export type DeviceLine = z.output<typeof DeviceLine>;
