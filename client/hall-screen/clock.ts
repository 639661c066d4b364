import { useEffect, useState } from 'react';
import { useSession } from '../session.tsx';

/** The server's time, milliseconds since 1970, drawn anew every so often: the hall's clock may be wrong. */
export function useHallTime(everyMs: number): number {
  const { clockSkew } = useSession();
  const [now, setNow] = useState(() => Date.now() - clockSkew);
  useEffect(() => {
    const tick = () => setNow(Date.now() - clockSkew);
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [clockSkew, everyMs]);
  return now;
}
