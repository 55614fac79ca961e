// Functions of CloudFormation in configuration files: between backquotes, `{"Ref": "AWS::Region"}` (Elastic Beanstalk
// developer guide, "Functions"). What names a resource of the environment's stack has no value on this machine. Pure.
import { defined } from '../../lib/defined.ts';
import type { OptionSetting } from '../../model/environment.ts';
import type { Bundle, ContainerCommand } from './bundle.ts';

/** What functions can ask for. */
export interface FunctionPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly environmentName: string;
  /** The value of an option, as the environment has it in the end. */
  readonly option: (namespace: string, name: string) => string | undefined;
}

export type Evaluated = { readonly text: string } | { readonly missing: string };

/** Thrown where a function has no value here, caught where the text ends. */
class NoValue extends Error {}

/** The text with every function in it replaced; other backquotes are the shell's and stay. */
export function evaluateFunctions(text: string, place: FunctionPlace): Evaluated {
  try {
    const evaluated = text.replaceAll(/`\s*(\{[^`]*\})\s*`/g, (whole, json: string) => {
      if (!/^\{\s*"(?:Ref|Fn::\w+)"\s*:/.test(json)) return whole;
      return textOf(valueOf(parse(json), place), json);
    });
    return { text: evaluated };
  } catch (error) {
    if (error instanceof NoValue) return { missing: error.message };
    throw error;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new NoValue(`${json} is no JSON`);
  }
}

function valueOf(node: unknown, place: FunctionPlace): unknown {
  if (Array.isArray(node)) return node.map((each) => valueOf(each, place));
  if (!isMap(node)) return node;
  const [name = '', ...others] = Object.keys(node);
  if (others.length > 0 || !(name === 'Ref' || name.startsWith('Fn::'))) return node;
  if (name === 'Ref') return refOf(node[name], place);
  const evaluate = functions[name];
  if (evaluate === undefined) throw new NoValue(`${name} asks the environment's stack of CloudFormation`);
  return evaluate(name === 'Fn::Sub' ? node[name] : valueOf(node[name], place), place);
}

type Evaluate = (argument: unknown, place: FunctionPlace) => unknown;

const functions: Readonly<Record<string, Evaluate>> = {
  'Fn::Join': (argument) => {
    const [separator, list] = pairOf(argument, 'Fn::Join');
    if (!Array.isArray(list)) throw new NoValue('Fn::Join takes a separator and a list');
    return list.map((each) => textOf(each, 'Fn::Join')).join(textOf(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument) => {
    const [index, list] = pairOf(argument, 'Fn::Select');
    const found: unknown = Array.isArray(list) ? list[Number(index)] : undefined;
    if (found === undefined) throw new NoValue(`Fn::Select finds no ${textOf(index, 'Fn::Select')}`);
    return found;
  },
  'Fn::Split': (argument) => {
    const [separator, text] = pairOf(argument, 'Fn::Split');
    return textOf(text, 'Fn::Split').split(textOf(separator, 'Fn::Split'));
  },
  'Fn::Base64': (argument) => Buffer.from(textOf(argument, 'Fn::Base64')).toString('base64'),
  'Fn::Sub': (argument, place) => substitute(argument, place),
  'Fn::GetOptionSetting': (argument, place) => optionSetting(argument, place),
  'Fn::GetAtt': (argument) => {
    const [resource, attribute] =
      typeof argument === 'string' ? argument.split('.') : (argument as unknown[]);
    throw new NoValue(`${String(attribute)} of the resource ${String(resource)} exists on AWS alone`);
  },
};

function substitute(argument: unknown, place: FunctionPlace): string {
  const [text, own] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
  const values = isMap(own) ? own : {};
  return textOf(text, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const value = Object.hasOwn(values, name) ? valueOf(values[name], place) : refOf(name, place);
    return textOf(value, 'Fn::Sub');
  });
}

/** Without a namespace it is one of the user's own (aws:elasticbeanstalk:customoption). */
function optionSetting(argument: unknown, place: FunctionPlace): unknown {
  if (!isMap(argument)) throw new NoValue('Fn::GetOptionSetting takes a namespace, a name and a default');
  const { Namespace = 'aws:elasticbeanstalk:customoption', OptionName, DefaultValue } = argument;
  const name = textOf(OptionName, 'Fn::GetOptionSetting');
  const value = place.option(textOf(Namespace, 'Fn::GetOptionSetting'), name) ?? DefaultValue;
  if (value === undefined) throw new NoValue(`the option ${name} is set nowhere and has no default here`);
  if (typeof value !== 'string') return value;
  const evaluated = evaluateFunctions(value, { ...place, option: () => undefined });
  if ('missing' in evaluated) throw new NoValue(evaluated.missing);
  return evaluated.text;
}

function refOf(name: unknown, { partition, region, account, environmentName }: FunctionPlace): string {
  const known: Readonly<Record<string, string>> = {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    AWSEBEnvironmentName: environmentName,
  };
  const value = known[String(name)];
  if (value === undefined) throw new NoValue(`${String(name)} exists on AWS alone`);
  return value;
}

function pairOf(argument: unknown, name: string): readonly [unknown, unknown] {
  if (Array.isArray(argument) && argument.length === 2) return [argument[0], argument[1]];
  throw new NoValue(`${name} takes a list of two`);
}

function textOf(value: unknown, of: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new NoValue(`${of} comes to no text`);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface EvaluatedBundle {
  /** Without the options and commands whose functions have no value here. */
  readonly bundle: Bundle;
  readonly notExecuted: readonly { readonly what: string; readonly reason: string }[];
}

/** Options and container commands of the bundle with their functions evaluated. */
export function evaluateBundle(bundle: Bundle, place: FunctionPlace): EvaluatedBundle {
  const notExecuted: { what: string; reason: string }[] = [];
  const missing = (what: string, reason: string): readonly never[] => {
    notExecuted.push({ what, reason });
    return [];
  };
  const optionSettings = bundle.optionSettings.flatMap((setting): readonly OptionSetting[] => {
    const value = evaluateFunctions(setting.Value, place);
    if ('text' in value) return [{ ...setting, Value: value.text }];
    return missing(`${setting.OptionName} of ${setting.Namespace}`, value.missing);
  });
  const containerCommands = bundle.containerCommands.flatMap((command): readonly ContainerCommand[] => {
    const evaluated = evaluateCommand(command, place);
    return 'missing' in evaluated
      ? missing(`the container command ${command.name}`, evaluated.missing)
      : [evaluated];
  });
  return { bundle: { ...bundle, optionSettings, containerCommands }, notExecuted };
}

function evaluateCommand(
  command: ContainerCommand,
  place: FunctionPlace,
): ContainerCommand | { readonly missing: string } {
  const texts = { command: command.command, ...defined({ test: command.test }) };
  const read = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([key, text]) => [key, evaluateFunctions(text, place)] as const);
  const [own, env] = [read(texts), read(command.env)];
  for (const [, each] of [...own, ...env]) if ('missing' in each) return each;
  const found = (all: typeof own) =>
    Object.fromEntries(all.map(([key, each]) => [key, 'text' in each ? each.text : '']));
  return { ...command, ...found(own), env: found(env) };
}
