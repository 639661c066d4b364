import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Unfolding {
  /** The text that may be too long for its place. */
  text: RefObject<HTMLSpanElement | null>;
  open: boolean;
  /** There is more of it than is shown, or was before it was unfolded. */
  cut: boolean;
  toggle: () => void;
}

/** A text that is cut to its place, wherever it does not fit there, and unfolds. */
export function useUnfolding(): Unfolding {
  const text = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = text.current;
    if (!element || open) return;
    const look = () => setCut(element.scrollHeight > element.clientHeight + 1);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [open]);
  return { text, open, cut, toggle: () => setOpen(!open) };
}
