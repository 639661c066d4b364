import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { blockedWordIn } from '../../shared/inquiry/blocked-words.ts';
import { Naming } from '../../shared/inquiry/plan.ts';
import type { DeskView } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { CommandNote, Notice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { DraftConflict } from '../inquiry/DraftConflict.tsx';
import { useTextDraft } from '../inquiry/useDraft.ts';
import { useInquiry, useInquiryCommand } from '../inquiry/useInquiry.ts';
import { useSession } from '../session.tsx';
import styles from './moderation.module.css';

/** How viewers may ask, and which words nobody has to read. */
export function SettingsPart() {
  const view = useInquiry('desk');
  const { role } = useSession().principal;
  const may = role !== 'administrator';
  const { inquiryId, intake, paused, blockedWords } = view;
  return (
    <div className={styles['settings']}>
      <IntakeForm intake={intake} paused={paused} may={may && intake.state !== 'over'} />
      <WordsForm inquiryId={inquiryId} words={blockedWords} may={may} />
    </div>
  );
}

interface IntakeProps {
  intake: DeskView['intake'];
  paused: boolean;
  may: boolean;
}

/** What somebody else changes meanwhile is taken over, but for the fields that were touched here. */
function IntakeForm({ intake, paused: isPaused, may }: IntakeProps) {
  const { t } = useTranslation('moderation');
  const command = useInquiryCommand();
  const [touched, setTouched] = useState<{ paused?: boolean; slow?: string; naming?: Naming }>({});
  const id = useId();
  const { paused, slow, naming } = {
    paused: isPaused,
    slow: String(intake.slowSeconds),
    naming: intake.naming,
    ...touched,
  };
  const touch = (change: typeof touched) => {
    command.forget();
    setTouched({ ...touched, ...change });
  };
  const seconds = Number(slow);
  const ready = may && slow.trim() !== '' && Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (ready && (await command.send({ type: 'SetIntake', paused, slowSeconds: seconds, naming })))
      setTouched({});
  };
  return (
    <section className={desk['card']} aria-labelledby={`${id}-title`}>
      <div className={desk['cardHead']}>
        <h2 id={`${id}-title`}>{t('settings.intake')}</h2>
        <span className={desk['tag']} data-tone={intake.state === 'open' ? 'open' : 'stopped'}>
          {t(`settings.state.${intake.state}`)}
        </span>
      </div>
      {intake.state === 'over' && <Notice tone="information">{t('settings.over')}</Notice>}
      <form className={desk['form']} onSubmit={(event) => void save(event)}>
        <div className={desk['field']}>
          <label className={styles['switch']}>
            <input
              type="checkbox"
              checked={paused}
              onChange={({ target }) => touch({ paused: target.checked })}
            />
            {t('settings.paused')}
          </label>
          <p className={desk['help']}>{t('settings.pausedHelp')}</p>
        </div>
        <div className={desk['field']}>
          <label htmlFor={`${id}-slow`}>{t('settings.slow')}</label>
          <input
            id={`${id}-slow`}
            className={styles['short']}
            type="number"
            min={0}
            max={3600}
            value={slow}
            onChange={({ target }) => touch({ slow: target.value })}
          />
          <p className={desk['help']}>{t('settings.slowHelp')}</p>
        </div>
        <fieldset className={desk['choices']}>
          <legend>{t('settings.naming')}</legend>
          {Naming.options.map((each) => (
            <label key={each} className={desk['choice']}>
              <input
                type="radio"
                name={`${id}-naming`}
                checked={naming === each}
                onChange={() => touch({ naming: each })}
              />
              {t(`settings.namings.${each}`)}
            </label>
          ))}
        </fieldset>
        <CommandNote state={command.state} />
        <Saving ready={ready && !command.busy} done={command.state.phase === 'done'} />
      </form>
    </section>
  );
}

function Saving({ ready, done }: { ready: boolean; done: boolean }) {
  const { t } = useTranslation('moderation');
  return (
    <div className={desk['row']}>
      <Button type="submit" look="primary" aria-disabled={!ready}>
        {t('settings.save')}
      </Button>
      <span role="status">{done && t('settings.saved')}</span>
    </div>
  );
}

const MAX_WORDS = 500;
const MAX_WORD = 40;
const wordsIn = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

function WordsForm(props: { inquiryId: string; words: readonly string[]; may: boolean }) {
  const { inquiryId, words, may } = props;
  const { t } = useTranslation('moderation');
  const command = useInquiryCommand();
  const draft = useTextDraft(`yishi.moderation.words.${inquiryId}`, words.join('\n'));
  const [sample, setSample] = useState('');
  const id = useId();
  const list = wordsIn(draft.text);
  const fine = list.length <= MAX_WORDS && list.every((word) => [...word].length <= MAX_WORD);
  const hit = sample.trim() === '' ? null : blockedWordIn([sample], list);
  const ready = may && fine && draft.unsaved && draft.theirs === null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (ready && (await command.send({ type: 'SetBlockedWords', words: list }))) draft.takeTheirs();
  };
  return (
    <section className={desk['card']} aria-labelledby={`${id}-title`}>
      <div className={desk['cardHead']}>
        <h2 id={`${id}-title`}>{t('settings.words')}</h2>
      </div>
      <form className={desk['form']} onSubmit={(event) => void save(event)}>
        <div className={desk['field']}>
          <p id={`${id}-help`} className={desk['help']}>
            {t('settings.wordsHelp')}
          </p>
          <textarea
            aria-labelledby={`${id}-title`}
            className={styles['wordsField']}
            rows={8}
            value={draft.text}
            aria-describedby={`${id}-help`}
            onChange={({ target }) => {
              command.forget();
              draft.write(target.value);
            }}
          />
          <DraftConflict draft={draft} />
          {!fine && <Notice tone="error">{t('settings.wordsFault')}</Notice>}
        </div>
        <div className={desk['field']}>
          <label htmlFor={`${id}-try`}>{t('settings.try')}</label>
          <input id={`${id}-try`} value={sample} onChange={({ target }) => setSample(target.value)} />
          <p role="status" className={hit === null ? desk['help'] : styles['warned']}>
            {sample.trim() !== '' && (hit === null ? t('settings.miss') : t('settings.hit', { word: hit }))}
          </p>
        </div>
        <CommandNote state={command.state} />
        <Saving ready={ready && !command.busy} done={command.state.phase === 'done'} />
      </form>
    </section>
  );
}
