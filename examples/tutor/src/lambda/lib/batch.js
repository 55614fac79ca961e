// Questions in a file of lines: `topic;kind;prompt;answer;choice|choice`.
const kinds = ['choice', 'text'];

/** The questions, or what is wrong with a line. */
function readBatch(text) {
  const questions = [];
  const wrong = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [topic = '', kind = '', prompt = '', answer = '', choices = ''] = line
      .split(';')
      .map((part) => part.trim());
    const listed = choices === '' ? [] : choices.split('|').map((choice) => choice.trim());
    const because = whyWrong({ topic, kind, prompt, answer, listed });
    if (because === undefined) questions.push({ topic, kind, prompt, answer, choices: listed });
    else wrong.push({ line: index + 1, because });
  }
  return { questions, wrong };
}

function whyWrong({ topic, kind, prompt, answer, listed }) {
  if (topic === '' || prompt === '' || answer === '') return 'topic, prompt and answer must not be empty';
  if (!kinds.includes(kind)) return `the kind is one of ${kinds.join(', ')}`;
  if (kind === 'choice' && !listed.includes(answer)) return 'the answer is none of the choices';
  return undefined;
}

module.exports = { readBatch };
