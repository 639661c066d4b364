import type { DeviceLine, DeviceState } from '../../../shared/devices.ts';
import type { Deputy } from '../../../shared/roll.ts';

export interface TabletLine {
  deputy: Deputy;
  state: DeviceState;
  oldBuild: boolean;
}

export const filters = ['all', 'ready', 'unfit', 'asleep', 'lost', 'oldBuild', 'never'] as const;
export type Filter = (typeof filters)[number];

/** Everyone on the roll, in its order, with the tablet; who is not on the list has none. */
export function tabletsOf(
  roll: readonly { deputy: Deputy }[],
  devices: ReadonlyMap<string, DeviceLine>,
): TabletLine[] {
  return roll.map(({ deputy }) => {
    const line = devices.get(deputy.deputyId);
    return { deputy, state: line?.state ?? 'never', oldBuild: line?.oldBuild ?? false };
  });
}

export function passes({ state, oldBuild }: TabletLine, filter: Filter): boolean {
  return filter === 'all' || (filter === 'oldBuild' ? oldBuild : state === filter);
}
