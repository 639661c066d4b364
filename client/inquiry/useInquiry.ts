import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { InquiryId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { InquiryAudience, InquiryViewOf } from '../../shared/inquiry/views.ts';
import type { Connection } from '../connection.ts';
import { type Sending, useSending } from '../sitting.tsx';
import { InquiryLine, type InquiryState, viewOf } from './line.ts';

export const InquiryContext = createContext<InquiryLine | null>(null);

/** Follows an inquiry for as long as the screen is there. Null before it has begun to. */
export function useFollowing(connection: Connection, inquiryId: InquiryId): InquiryLine | null {
  const [line, setLine] = useState<InquiryLine | null>(null);
  useEffect(() => {
    const opened = new InquiryLine(connection, inquiryId);
    setLine(opened);
    return () => opened.close();
  }, [connection, inquiryId]);
  return line?.inquiryId === inquiryId ? line : null;
}

export function useInquiryLine(): InquiryLine {
  const line = use(InquiryContext);
  if (!line) throw new Error('useInquiryLine outside of Inquiry');
  return line;
}

/** What is known of the inquiry, drawn anew when it changes. */
export function useInquiryState(): InquiryState {
  const line = useInquiryLine();
  return useSyncExternalStore(line.subscribe, line.state);
}

/** The inquiry as this audience sees it. Only inside `Inquiry`, which waits for it. */
export function useInquiry<A extends InquiryAudience>(audience: A): InquiryViewOf<A> {
  const view = viewOf(useInquiryState(), audience);
  if (!view) throw new Error(`useInquiry: no view for ${audience}`);
  return view;
}

/** Sends commands of the inquiry one at a time. A second tap while one is under way is none. */
export function useInquiryCommand(): Sending<InquiryCommand> {
  return useSending(useInquiryLine().command);
}
