import { useEffect } from 'react';

/** The same as a part of a page: while it is there, the display stays on. */
export function Awake(): null {
  useAwake();
  return null;
}

/** Keeps the display from going to sleep, as far as the browser can. */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (gone) await lock.release();
      } catch {
        // Refused, as on a low battery: the display's own settings decide.
      }
    };
    void ask();
    // A lock is lost when the page is hidden.
    document.addEventListener('visibilitychange', ask);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
