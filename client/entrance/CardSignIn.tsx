import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type PinFault, pinFault } from '../../shared/pin.ts';
import type { http } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { api } from '../api.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { pause, untilAnswered } from '../trying.ts';
import styles from './card.module.css';
import { deviceSecret, goOn, keepCard, keepWayIn, type WayIn } from './device.ts';
import { PinPad } from './PinPad.tsx';

export type LookedAt = z.output<(typeof http)['POST /api/card']['reply']>;
type Step =
  | { at: 'printed' | 'own' | 'locked' | 'choose' }
  | { at: 'waiting'; ticket: string }
  | { at: 'repeat'; chosen: string };
/** What is said about the step before. */
type Said = { refusal: Refusal } | { fault: PinFault | 'differs' } | null;

const ASK_MS = 1500;

/** A deputy's card, one thing at a time: the printed PIN, one's own twice, in; later the own PIN alone. */
export function CardSignIn({ way, looked }: { way: WayIn; looked: LookedAt }) {
  const { t } = useTranslation(['card', 'common', 'refusals']);
  const [step, setStep] = useState<Step>(() =>
    way.ticket ? { at: 'waiting', ticket: way.ticket } : firstStep(looked.stage),
  );
  const [printed, setPrinted] = useState<string | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState(false);
  const { deputy, title, stage } = looked;

  const go = (next: Step, saying: Said = null) => {
    setStep(next);
    setSaid(saying);
  };
  const enter = () => {
    keepCard(way.link);
    goOn(way.next ?? '/tablet');
  };
  const send = async (pin: string, newPin?: string) => {
    setBusy(true);
    const body = { card: way.link, device: deviceSecret(), pin, ...(newPin !== undefined && { newPin }) };
    const answer = await untilAnswered(() => api('POST /api/card/sign-in', {}, body), {
      onTrouble: () => setTrouble(true),
    });
    setBusy(false);
    setTrouble(false);
    if ('refused' in answer) {
      const { refused } = answer;
      if (refused.code === 'card-locked') return go({ at: 'locked' });
      return go(step.at === 'repeat' ? { at: 'choose' } : step, { refusal: refused });
    }
    if (answer.ok.kind === 'in') return enter();
    if (answer.ok.kind === 'choose') {
      setPrinted(pin);
      return go({ at: 'choose' });
    }
    const { ticket } = answer.ok;
    keepWayIn({ ...way, ticket });
    go({ at: 'waiting', ticket });
  };
  const typed = (pin: string) => {
    if (step.at === 'choose') {
      const fault = pinFault(pin, printed ?? undefined);
      go(fault ? step : { at: 'repeat', chosen: pin }, fault && { fault });
    } else if (step.at === 'repeat') {
      if (pin !== step.chosen) go({ at: 'choose' }, { fault: 'differs' });
      else void send(printed ?? '', pin);
    } else void send(pin);
  };
  const again = (refusal?: Refusal) => {
    keepWayIn({ link: way.link, next: way.next });
    go({ at: 'own' }, refusal ? { refusal } : null);
  };

  const who = (
    <p className={styles['who']}>
      <strong>{deputy.name}</strong>
      <span>{t('seat', { seat: deputy.seat, delegation: deputy.delegation })}</span>
    </p>
  );
  if (step.at === 'locked') return <Locked who={who} way={way} onUnlocked={(now) => go(firstStep(now))} />;
  if (step.at === 'waiting') return <Waiting who={who} ticket={step.ticket} onIn={enter} onOver={again} />;
  const elsewhere = step.at === 'own' && stage === 'elsewhere';
  return (
    <Plain title={t(`step.${step.at}`)} wide>
      <div className={styles['steps']}>
        <div className={styles['words']}>
          {who}
          <p className={styles['sitting']}>{title}</p>
          <p>{t(`help.${step.at}`)}</p>
          {elsewhere && said === null && <Notice tone="information">{t('elsewhere')}</Notice>}
          <SaidNotice said={said} />
          {trouble && (
            <Notice tone="warning" live>
              {t('common:line.noServer')}
            </Notice>
          )}
        </div>
        <PinPad
          key={step.at}
          step={step.at}
          label={t(`step.${step.at}`)}
          button={t(step.at === 'own' || step.at === 'repeat' ? 'in' : 'next')}
          busy={busy}
          onPin={typed}
        />
      </div>
    </Plain>
  );
}

function firstStep(stage: LookedAt['stage']): Step {
  return { at: stage === 'new' ? 'printed' : stage === 'locked' ? 'locked' : 'own' };
}

function SaidNotice({ said }: { said: Said }) {
  const { t } = useTranslation(['card', 'refusals']);
  if (!said) return null;
  if ('fault' in said) {
    return (
      <Notice
        tone="warning"
        live
        title={said.fault === 'differs' ? t('differs') : t(`refusals:${said.fault}`)}
      >
        {t('chooseAnother')}
      </Notice>
    );
  }
  const { refusal } = said;
  if (refusal.code !== 'pin-wrong') return <RefusalNotice refusal={refusal} />;
  return (
    <Notice tone="error" live title={t('refusals:pin-wrong')}>
      {t('triesLeft', { count: refusal.triesLeft ?? 0 })}
    </Notice>
  );
}

/** Locked: staff see it at the desk; once they have helped, this page goes on by itself. */
function Locked(props: { who: React.ReactNode; way: WayIn; onUnlocked: (stage: LookedAt['stage']) => void }) {
  const { t } = useTranslation(['card']);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      while (!stop.signal.aborted) {
        await pause(ASK_MS, stop.signal);
        const body = { card: latest.current.way.link, device: deviceSecret() };
        const answer = await untilAnswered(() => api('POST /api/card', {}, body), { signal: stop.signal });
        if (stop.signal.aborted || ('ok' in answer && answer.ok.stage === 'locked')) continue;
        return 'ok' in answer ? latest.current.onUnlocked(answer.ok.stage) : location.replace('/');
      }
    })().catch(() => {});
    return () => stop.abort();
  }, []);
  return (
    <Plain title={t('locked.title')}>
      {props.who}
      <Notice tone="error" live>
        {t('locked.help')}
      </Notice>
    </Plain>
  );
}

/** Another tablet is in use: it or staff have to agree. */
function Waiting(props: {
  who: React.ReactNode;
  ticket: string;
  onIn: () => void;
  onOver: (refusal?: Refusal) => void;
}) {
  const { t } = useTranslation(['card', 'common']);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      const body = { ticket: latest.current.ticket, device: deviceSecret() };
      while (!stop.signal.aborted) {
        const answer = await untilAnswered(() => api('POST /api/card/takeover', {}, body), {
          signal: stop.signal,
        });
        if (stop.signal.aborted) return;
        if ('refused' in answer) return latest.current.onOver(answer.refused);
        if (answer.ok.kind === 'in') return latest.current.onIn();
        await pause(ASK_MS, stop.signal);
      }
    })().catch(() => {});
    return () => stop.abort();
  }, []);
  return (
    <Plain title={t('waiting.title')}>
      {props.who}
      <Notice tone="information" live>
        {t('waiting.help')}
      </Notice>
      <Button onClick={() => props.onOver()}>{t('waiting.stop')}</Button>
    </Plain>
  );
}
