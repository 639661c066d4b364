import { useCallback, useRef, useState } from 'react';
import type { StaffRole } from '../../shared/roles.ts';
import type { Command } from '../../shared/sitting/commands.ts';
import type { View } from '../../shared/views.ts';
import type { Connection } from '../connection.ts';
import { useSession } from '../session.tsx';
import { type CommandPhase, useCommand, useConnection, useSitting } from '../sitting.tsx';

/** The sitting as the desk sees it. Only inside SittingDesk, which waits for it. */
export function useView(): View {
  const { view } = useSitting();
  if (!view) throw new Error('useView before the view came');
  return view;
}

/** Whose desk this is. */
export function useStaffRole(): StaffRole {
  const { principal } = useSession();
  if (principal.role === 'deputy') throw new Error('a deputy at the desk');
  return principal.role;
}

export interface StepCommand {
  state: CommandPhase;
  busy: boolean;
  /** Resolves with whether it was carried out, once this screen shows it. */
  send: (command: Command) => Promise<boolean>;
}

/** A command whose button stays busy until the view shows what it did: a second click never meets the old state. */
export function useStepCommand(): StepCommand {
  const connection = useConnection();
  const { state, busy, send } = useCommand();
  const underWay = useRef(false);
  const [catchingUp, setCatchingUp] = useState(false);
  const step = useCallback(
    async (command: Command) => {
      if (underWay.current) return false;
      underWay.current = true;
      const before = connection.state().version;
      try {
        if (!(await send(command))) return false;
        setCatchingUp(true);
        await newerThan(connection, before);
        return true;
      } finally {
        underWay.current = false;
        setCatchingUp(false);
      }
    },
    [connection, send],
  );
  return { state, busy: busy || catchingUp, send: step };
}

/** Resolves once this screen holds a later view. */
export function newerThan(connection: Connection, version: number): Promise<void> {
  return new Promise((shown) => {
    const stop = connection.subscribe(() => check());
    const check = () => {
      if (connection.state().version <= version) return;
      stop();
      shown();
    };
    check();
  });
}
