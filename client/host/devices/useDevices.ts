import { useEffect } from 'react';
import type { DeviceLine } from '../../../shared/devices.ts';
import type { DeputyId } from '../../../shared/ids.ts';
import { useConnection, useSaid, useSitting } from '../../sitting.tsx';

/** The tablets by deputy, followed while this screen is there; null until the first list has come. */
export function useDevices(): ReadonlyMap<DeputyId, DeviceLine> | null {
  const connection = useConnection();
  const { status } = useSitting();
  const said = useSaid('devices:list');
  useEffect(() => {
    if (status !== 'live') return;
    const watch = (watching: boolean) => connection.ask('devices:watch', { watching }).catch(() => {});
    void watch(true);
    return () => void watch(false);
  }, [connection, status]);
  return said && new Map(said.devices.map((line) => [line.deputyId, line]));
}
