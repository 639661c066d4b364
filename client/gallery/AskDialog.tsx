import { useRef, useState } from 'react';
import { MAX_QUESTION } from '../../shared/inquiry/limits.ts';
import { characterCount, normalisedQuestion } from '../../shared/inquiry/question-text.ts';
import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { AskOutcome } from './AskOutcome.tsx';
import styles from './ask.module.css';
import { useGallery, useSelected, useStore, useView } from './gallery.tsx';
import { useGalleryFormat, useWords } from './language.tsx';
import { QuestionField } from './QuestionField.tsx';
import { ask } from './requests.ts';
import { SignQuestion } from './SignQuestion.tsx';
import { Similar } from './Similar.tsx';
import shared from './shared.module.css';

/** Write, see what is similar, send, and be told honestly what became of it. */
export function AskDialog({ onClose }: { onClose: () => void }) {
  const { ask: words } = useWords();
  const { question } = useGallery();
  const { sending } = useStore(question);
  // One that has arrived is no longer spoken of when the next is to be written.
  const [settled, settle] = useState(sending?.phase === 'received' ? sending.sent.key : null);
  return (
    <Dialog title={words.title} onClose={onClose} buttons={<Close onClose={onClose} />}>
      {sending && sending.sent.key !== settled ? (
        <AskOutcome sending={sending} onWrite={() => settle(sending.sent.key)} />
      ) : (
        <Writing />
      )}
    </Dialog>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  const { close } = useWords();
  return (
    <Button look="quiet" onClick={onClose}>
      {close}
    </Button>
  );
}

/** The name to send: null to stay unnamed, undefined where one is missing. */
function nameOf(naming: 'anonymous' | 'named' | 'either', name: string, signed: boolean) {
  if (naming === 'anonymous' || (naming === 'either' && !signed)) return null;
  return name.trim() || undefined;
}

function Writing() {
  const { ask: words } = useWords();
  const { question, line } = useGallery();
  const { draft } = useStore(question);
  const { intake } = useView();
  const banned = useSelected(({ own }) => own?.banned ?? false);
  const [fault, setFault] = useState<'text' | 'name' | null>(null);
  const [similar, setSimilar] = useState<'looking' | readonly PublicQuestion[] | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const count = characterCount(normalisedQuestion(draft.text));
  const name = nameOf(intake.naming, draft.name, draft.signed);
  const open = intake.state === 'open' && !banned;
  const send = () => question.submit(normalisedQuestion(draft.text), name ?? null);
  const submit = async () => {
    if (count === 0 || count > MAX_QUESTION) {
      setFault('text');
      return field.current?.focus();
    }
    if (name === undefined) return setFault('name');
    setFault(null);
    setSimilar('looking');
    const found = await similarTo(`${line.inquiryId}/similar`, draft.text);
    setSimilar(null);
    if (found.length === 0) send();
    else setSimilar(found);
  };
  if (similar && similar !== 'looking')
    return <Similar questions={similar} onDifferent={send} onEdit={() => setSimilar(null)} />;
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <IntakeNote banned={banned} />
      <QuestionField field={field} count={count} faulty={fault === 'text'} />
      <SignQuestion missing={fault === 'name' && name === undefined} />
      <Rules />
      <Button look="primary" type="submit" disabled={!open || similar === 'looking'}>
        {similar === 'looking' ? words.looking : words.submit}
      </Button>
    </form>
  );
}

/** Open for who asks for the first time. */
function Rules() {
  const { ask: words } = useWords();
  const { rules } = useView().intake;
  const newcomer = useSelected(({ own }) => !own || own.questions.length === 0);
  if (!rules) return null;
  return (
    <details className={shared['details']} open={newcomer}>
      <summary>{words.rules}</summary>
      <p className={shared['text']} dir="auto">
        {rules}
      </p>
    </details>
  );
}

/** None where nothing came: to look at similar ones is a help, not a condition. */
async function similarTo(path: string, text: string): Promise<readonly PublicQuestion[]> {
  try {
    const answer = await ask<{ questions: PublicQuestion[] }>(`${path}?text=${encodeURIComponent(text)}`);
    return 'ok' in answer ? answer.ok.questions : [];
  } catch {
    return [];
  }
}

/** Why nothing can be sent now; what is written is kept. */
function IntakeNote({ banned }: { banned: boolean }) {
  const { ask: words } = useWords();
  const format = useGalleryFormat();
  const { intake } = useView();
  const note = banned ? words.banned : noteOf();
  return note && <p className={styles['notice']}>{note}</p>;

  function noteOf() {
    switch (intake.state) {
      case 'open':
        return null;
      case 'early':
        return intake.askFrom === undefined ? words.earlyOpen : words.early(format.dateTime(intake.askFrom));
      case 'paused':
        return words.paused;
      case 'over':
        return words.over;
      default:
        return intake.state satisfies never;
    }
  }
}
