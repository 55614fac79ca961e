// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface RdsDataApi {
  readonly operations: {
    readonly BatchExecuteStatement: {
      readonly input: Shapes['BatchExecuteStatementRequest'];
      readonly output: Shapes['BatchExecuteStatementResponse'];
    };
    readonly BeginTransaction: {
      readonly input: Shapes['BeginTransactionRequest'];
      readonly output: Shapes['BeginTransactionResponse'];
    };
    readonly CommitTransaction: {
      readonly input: Shapes['CommitTransactionRequest'];
      readonly output: Shapes['CommitTransactionResponse'];
    };
    readonly ExecuteStatement: {
      readonly input: Shapes['ExecuteStatementRequest'];
      readonly output: Shapes['ExecuteStatementResponse'];
    };
    readonly RollbackTransaction: {
      readonly input: Shapes['RollbackTransactionRequest'];
      readonly output: Shapes['RollbackTransactionResponse'];
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'BadRequestException'
    | 'DatabaseErrorException'
    | 'DatabaseNotFoundException'
    | 'DatabaseResumingException'
    | 'DatabaseUnavailableException'
    | 'ForbiddenException'
    | 'HttpEndpointNotEnabledException'
    | 'InternalServerErrorException'
    | 'InvalidResourceStateException'
    | 'InvalidSecretException'
    | 'NotFoundException'
    | 'SecretsErrorException'
    | 'ServiceUnavailableError'
    | 'StatementTimeoutException'
    | 'TransactionNotFoundException'
    | 'UnsupportedResultException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly ArrayValue: {
    readonly booleanValues?: readonly boolean[];
    readonly longValues?: readonly number[];
    readonly doubleValues?: readonly number[];
    readonly stringValues?: readonly string[];
    readonly arrayValues?: readonly Shapes['ArrayValue'][];
  };
  readonly BatchExecuteStatementRequest: {
    readonly resourceArn: string;
    readonly secretArn: string;
    readonly sql: string;
    readonly database?: string;
    readonly schema?: string;
    readonly parameterSets?: readonly (readonly Shapes['SqlParameter'][])[];
    readonly transactionId?: string;
  };
  readonly BatchExecuteStatementResponse: {
    readonly updateResults?: readonly Shapes['UpdateResult'][];
  };
  readonly BeginTransactionRequest: {
    readonly resourceArn: string;
    readonly secretArn: string;
    readonly database?: string;
    readonly schema?: string;
  };
  readonly BeginTransactionResponse: {
    readonly transactionId?: string;
  };
  readonly ColumnMetadata: {
    readonly name?: string;
    readonly type?: number;
    readonly typeName?: string;
    readonly label?: string;
    readonly schemaName?: string;
    readonly tableName?: string;
    readonly isAutoIncrement?: boolean;
    readonly isSigned?: boolean;
    readonly isCurrency?: boolean;
    readonly isCaseSensitive?: boolean;
    readonly nullable?: number;
    readonly precision?: number;
    readonly scale?: number;
    readonly arrayBaseColumnType?: number;
  };
  readonly CommitTransactionRequest: {
    readonly resourceArn: string;
    readonly secretArn: string;
    readonly transactionId: string;
  };
  readonly CommitTransactionResponse: {
    readonly transactionStatus?: string;
  };
  readonly ExecuteStatementRequest: {
    readonly resourceArn: string;
    readonly secretArn: string;
    readonly sql: string;
    readonly database?: string;
    readonly schema?: string;
    readonly parameters?: readonly Shapes['SqlParameter'][];
    readonly transactionId?: string;
    readonly includeResultMetadata?: boolean;
    readonly continueAfterTimeout?: boolean;
    readonly resultSetOptions?: Shapes['ResultSetOptions'];
    readonly formatRecordsAs?: 'NONE' | 'JSON';
  };
  readonly ExecuteStatementResponse: {
    readonly records?: readonly (readonly Shapes['Field'][])[];
    readonly columnMetadata?: readonly Shapes['ColumnMetadata'][];
    readonly numberOfRecordsUpdated?: number;
    readonly generatedFields?: readonly Shapes['Field'][];
    readonly formattedRecords?: string;
  };
  readonly Field: {
    readonly isNull?: boolean;
    readonly booleanValue?: boolean;
    readonly longValue?: number;
    readonly doubleValue?: number;
    readonly stringValue?: string;
    readonly blobValue?: Uint8Array;
    readonly arrayValue?: Shapes['ArrayValue'];
  };
  readonly ResultSetOptions: {
    readonly decimalReturnType?: 'STRING' | 'DOUBLE_OR_LONG';
    readonly longReturnType?: 'STRING' | 'LONG';
  };
  readonly RollbackTransactionRequest: {
    readonly resourceArn: string;
    readonly secretArn: string;
    readonly transactionId: string;
  };
  readonly RollbackTransactionResponse: {
    readonly transactionStatus?: string;
  };
  readonly SqlParameter: {
    readonly name?: string;
    readonly value?: Shapes['Field'];
    readonly typeHint?: 'JSON' | 'UUID' | 'TIMESTAMP' | 'DATE' | 'TIME' | 'DECIMAL';
  };
  readonly UpdateResult: {
    readonly generatedFields?: readonly Shapes['Field'][];
  };
}
