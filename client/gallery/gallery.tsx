import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { InquiryId } from '../../shared/ids.ts';
import type { GalleryView } from '../../shared/inquiry/views.ts';
import { Question } from './asking.ts';
import { Likes } from './likes.ts';
import { GalleryLine, type GalleryState } from './line.ts';
import type { Store } from './store.ts';
import { Supports } from './supports.ts';

/** One inquiry as this viewer follows it, and what the viewer does in it. */
export interface Gallery {
  line: GalleryLine;
  supports: Supports;
  likes: Likes;
  question: Question;
  /** Plays the stream from there, seconds; set by the video while it is there. */
  playFrom: { current: ((seconds: number) => void) | null };
}

const GalleryContext = createContext<Gallery | null>(null);

export function GalleryOf(props: {
  inquiryId: InquiryId;
  visit: () => Promise<unknown>;
  children: ReactNode;
}) {
  const { inquiryId, visit, children } = props;
  const [gallery, setGallery] = useState<Gallery | null>(null);
  useEffect(() => {
    const line = new GalleryLine(inquiryId, visit);
    setGallery({
      line,
      supports: new Supports(line),
      likes: new Likes(line),
      question: new Question(line),
      playFrom: { current: null },
    });
    return () => line.close();
  }, [inquiryId, visit]);
  return gallery && <GalleryContext value={gallery}>{children}</GalleryContext>;
}

export function useGallery(): Gallery {
  const gallery = use(GalleryContext);
  if (!gallery) throw new Error('useGallery outside of GalleryOf');
  return gallery;
}

export function useStore<S>({ subscribe, state }: Pick<Store<S>, 'subscribe' | 'state'>): S {
  return useSyncExternalStore(subscribe, state);
}

export const useGalleryState = (): GalleryState => useStore(useGallery().line);

/** Where the view is known to be there. */
export const useView = (): GalleryView => useSelected(({ view }) => view!);

/** A part that is the same object until it changes: whoever reads it is not drawn anew with every tick. */
export function useSelected<T>(select: (state: GalleryState) => T): T {
  const { line } = useGallery();
  return useSyncExternalStore(line.subscribe, () => select(line.state()));
}

/** The server's time, milliseconds since 1970, drawn anew every second. */
export function useServerTime(): number {
  const { clockSkew } = useGalleryState();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now - clockSkew;
}
