import {
  createContext,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { SittingId } from '../shared/ids.ts';
import type { Answer, BroadcastName } from '../shared/protocol.ts';
import type { Command } from '../shared/sitting/commands.ts';
import type { Refusal } from '../shared/sitting/refusals.ts';
import { type AskingOptions, Connection, type Said, type SittingState } from './connection.ts';
import { lazyRetry } from './lazy.ts';

const TakeoverBar = lazyRetry(async () => (await import('./entrance/TakeoverBar.tsx')).TakeoverBar);

const ConnectionContext = createContext<Connection | null>(null);

/** Holds the one line to a sitting for the screen inside it. */
export function SittingLine({ sittingId, children }: { sittingId: SittingId; children: ReactNode }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    const opened = new Connection(sittingId);
    setConnection(opened);
    return () => opened.close();
  }, [sittingId]);
  return (
    connection && (
      <ConnectionContext value={connection}>
        <Takeover connection={connection} />
        {children}
      </ConnectionContext>
    )
  );
}

/** Above every page of a deputy's tablet, which stays as it is below. */
function Takeover({ connection }: { connection: Connection }) {
  const takeover = useSyncExternalStore(connection.subscribe, () => connection.state().takeover);
  return takeover && <Suspense>{<TakeoverBar key={takeover.takeoverId} takeover={takeover} />}</Suspense>;
}

export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (!connection) throw new Error('useConnection outside of SittingLine');
  return connection;
}

/** Everything this screen knows, drawn anew when it changes. */
export function useSitting(): SittingState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

/** The last that came under this name; null while nothing has. */
export function useSaid<N extends BroadcastName>(name: N): Said<N> | null {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, () => connection.said(name));
}

/** What became of the command sent last. `unconfirmed`: no answer yet, it is being sent again under the same id. */
export type CommandPhase =
  | { phase: 'idle' }
  | { phase: 'sending' }
  | { phase: 'unconfirmed' }
  | { phase: 'done' }
  | { phase: 'refused'; refusal: Refusal };

export interface Sending<C> {
  state: CommandPhase;
  busy: boolean;
  /** Resolves with whether it was carried out. */
  send: (command: C) => Promise<boolean>;
  forget: () => void;
}

/** Sends commands to the sitting one at a time. A second tap while one is under way is none. */
export function useCommand(): Sending<Command> {
  const connection = useConnection();
  return useSending(
    useCallback(
      (command: Command, options: AskingOptions) => connection.command(command, options),
      [connection],
    ),
  );
}

/** The same over whatever repeats a command until it is answered, under one id. `post` stays the same function. */
export function useSending<C>(
  post: (command: C, options: AskingOptions) => Promise<Answer<unknown>>,
): Sending<C> {
  const [state, setState] = useState<CommandPhase>({ phase: 'idle' });
  const underWay = useRef(false);
  const send = useCallback(
    async (command: C) => {
      if (underWay.current) return false;
      underWay.current = true;
      setState({ phase: 'sending' });
      try {
        const answer = await post(command, { onTrouble: () => setState({ phase: 'unconfirmed' }) });
        setState('refused' in answer ? { phase: 'refused', refusal: answer.refused } : { phase: 'done' });
        return 'ok' in answer;
      } catch {
        // The line was closed on purpose: the screen is gone.
        return false;
      } finally {
        underWay.current = false;
      }
    },
    [post],
  );
  const forget = useCallback(() => setState({ phase: 'idle' }), []);
  return { state, busy: state.phase === 'sending' || state.phase === 'unconfirmed', send, forget };
}
