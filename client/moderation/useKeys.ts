import { useEffect, useRef, useState } from 'react';
import { actOf, type KeyAct } from './keys.ts';

const KEPT = 'yishi.moderation.keys';

/** Whether single keys do something at this device: who dictates to the computer has to be able to switch them off. */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== 'off');
  return [
    on,
    (now) => {
      localStorage.setItem(KEPT, now ? 'on' : 'off');
      setOn(now);
    },
  ];
}

/** Keys mean acts, but for where somebody writes or a dialog asks. */
export function useKeys(on: boolean, act: (key: KeyAct) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.defaultPrevented || target?.closest('dialog, textarea, select, input:not([type=checkbox])'))
        return;
      const key = actOf(event);
      if (key === null) return;
      event.preventDefault();
      latest.current(key);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [on]);
}
