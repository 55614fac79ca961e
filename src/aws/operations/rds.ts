// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface RdsApi {
  readonly operations: {
    readonly AddTagsToResource: {
      readonly input: Shapes['AddTagsToResourceMessage'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateDBCluster: {
      readonly input: Shapes['CreateDBClusterMessage'];
      readonly output: Shapes['CreateDBClusterResult'];
    };
    readonly CreateDBClusterSnapshot: {
      readonly input: Shapes['CreateDBClusterSnapshotMessage'];
      readonly output: Shapes['CreateDBClusterSnapshotResult'];
    };
    readonly CreateDBInstance: {
      readonly input: Shapes['CreateDBInstanceMessage'];
      readonly output: Shapes['CreateDBInstanceResult'];
    };
    readonly DeleteDBCluster: {
      readonly input: Shapes['DeleteDBClusterMessage'];
      readonly output: Shapes['DeleteDBClusterResult'];
    };
    readonly DeleteDBClusterSnapshot: {
      readonly input: Shapes['DeleteDBClusterSnapshotMessage'];
      readonly output: Shapes['DeleteDBClusterSnapshotResult'];
    };
    readonly DeleteDBInstance: {
      readonly input: Shapes['DeleteDBInstanceMessage'];
      readonly output: Shapes['DeleteDBInstanceResult'];
    };
    readonly DescribeDBClusterSnapshots: {
      readonly input: Shapes['DescribeDBClusterSnapshotsMessage'];
      readonly output: Shapes['DBClusterSnapshotMessage'];
    };
    readonly DescribeDBClusters: {
      readonly input: Shapes['DescribeDBClustersMessage'];
      readonly output: Shapes['DBClusterMessage'];
    };
    readonly DescribeDBInstances: {
      readonly input: Shapes['DescribeDBInstancesMessage'];
      readonly output: Shapes['DBInstanceMessage'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceMessage'];
      readonly output: Shapes['TagListMessage'];
    };
    readonly ModifyDBCluster: {
      readonly input: Shapes['ModifyDBClusterMessage'];
      readonly output: Shapes['ModifyDBClusterResult'];
    };
    readonly ModifyDBInstance: {
      readonly input: Shapes['ModifyDBInstanceMessage'];
      readonly output: Shapes['ModifyDBInstanceResult'];
    };
    readonly RemoveTagsFromResource: {
      readonly input: Shapes['RemoveTagsFromResourceMessage'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly RestoreDBClusterFromSnapshot: {
      readonly input: Shapes['RestoreDBClusterFromSnapshotMessage'];
      readonly output: Shapes['RestoreDBClusterFromSnapshotResult'];
    };
  };
  readonly errors:
    | 'AuthorizationAlreadyExistsFault'
    | 'AuthorizationNotFoundFault'
    | 'AuthorizationQuotaExceededFault'
    | 'BackupPolicyNotFoundFault'
    | 'BlueGreenDeploymentAlreadyExistsFault'
    | 'BlueGreenDeploymentNotFoundFault'
    | 'CertificateNotFoundFault'
    | 'CreateCustomDBEngineVersionFault'
    | 'CustomAvailabilityZoneNotFoundFault'
    | 'CustomDBEngineVersionAlreadyExistsFault'
    | 'CustomDBEngineVersionNotFoundFault'
    | 'CustomDBEngineVersionQuotaExceededFault'
    | 'DBCapacityReservationAlreadyExistsFault'
    | 'DBCapacityReservationNotFoundFault'
    | 'DBCapacityReservationUnsupportedFault'
    | 'DBClusterAlreadyExistsFault'
    | 'DBClusterAutomatedBackupNotFoundFault'
    | 'DBClusterAutomatedBackupQuotaExceededFault'
    | 'DBClusterBacktrackNotFoundFault'
    | 'DBClusterEndpointAlreadyExistsFault'
    | 'DBClusterEndpointNotFoundFault'
    | 'DBClusterEndpointQuotaExceededFault'
    | 'DBClusterNotFoundFault'
    | 'DBClusterParameterGroupNotFoundFault'
    | 'DBClusterQuotaExceededFault'
    | 'DBClusterRoleAlreadyExistsFault'
    | 'DBClusterRoleNotFoundFault'
    | 'DBClusterRoleQuotaExceededFault'
    | 'DBClusterSnapshotAlreadyExistsFault'
    | 'DBClusterSnapshotNotFoundFault'
    | 'DBInstanceAlreadyExistsFault'
    | 'DBInstanceAutomatedBackupNotFoundFault'
    | 'DBInstanceAutomatedBackupQuotaExceededFault'
    | 'DBInstanceNotFoundFault'
    | 'DBInstanceNotReadyFault'
    | 'DBInstanceRoleAlreadyExistsFault'
    | 'DBInstanceRoleNotFoundFault'
    | 'DBInstanceRoleQuotaExceededFault'
    | 'DBLogFileNotFoundFault'
    | 'DBParameterGroupAlreadyExistsFault'
    | 'DBParameterGroupNotFoundFault'
    | 'DBParameterGroupQuotaExceededFault'
    | 'DBProxyAlreadyExistsFault'
    | 'DBProxyEndpointAlreadyExistsFault'
    | 'DBProxyEndpointNotFoundFault'
    | 'DBProxyEndpointQuotaExceededFault'
    | 'DBProxyNotFoundFault'
    | 'DBProxyQuotaExceededFault'
    | 'DBProxyTargetAlreadyRegisteredFault'
    | 'DBProxyTargetGroupNotFoundFault'
    | 'DBProxyTargetNotFoundFault'
    | 'DBSecurityGroupAlreadyExistsFault'
    | 'DBSecurityGroupNotFoundFault'
    | 'DBSecurityGroupNotSupportedFault'
    | 'DBSecurityGroupQuotaExceededFault'
    | 'DBShardGroupAlreadyExistsFault'
    | 'DBShardGroupNotFoundFault'
    | 'DBSnapshotAlreadyExistsFault'
    | 'DBSnapshotNotFoundFault'
    | 'DBSnapshotTenantDatabaseNotFoundFault'
    | 'DBSubnetGroupAlreadyExistsFault'
    | 'DBSubnetGroupDoesNotCoverEnoughAZs'
    | 'DBSubnetGroupNotAllowedFault'
    | 'DBSubnetGroupNotFoundFault'
    | 'DBSubnetGroupQuotaExceededFault'
    | 'DBSubnetQuotaExceededFault'
    | 'DBUpgradeDependencyFailureFault'
    | 'DomainNotFoundFault'
    | 'Ec2ImagePropertiesNotSupportedFault'
    | 'EventSubscriptionQuotaExceededFault'
    | 'ExportTaskAlreadyExistsFault'
    | 'ExportTaskNotFoundFault'
    | 'GlobalClusterAlreadyExistsFault'
    | 'GlobalClusterNotFoundFault'
    | 'GlobalClusterQuotaExceededFault'
    | 'IamRoleMissingPermissionsFault'
    | 'IamRoleNotFoundFault'
    | 'InstanceQuotaExceededFault'
    | 'InsufficientAvailableIPsInSubnetFault'
    | 'InsufficientDBClusterCapacityFault'
    | 'InsufficientDBInstanceCapacityFault'
    | 'InsufficientStorageClusterCapacityFault'
    | 'IntegrationAlreadyExistsFault'
    | 'IntegrationConflictOperationFault'
    | 'IntegrationNotFoundFault'
    | 'IntegrationQuotaExceededFault'
    | 'InvalidBlueGreenDeploymentStateFault'
    | 'InvalidCustomDBEngineVersionStateFault'
    | 'InvalidDBCapacityReservationStateFault'
    | 'InvalidDBClusterAutomatedBackupStateFault'
    | 'InvalidDBClusterCapacityFault'
    | 'InvalidDBClusterEndpointStateFault'
    | 'InvalidDBClusterSnapshotStateFault'
    | 'InvalidDBClusterStateFault'
    | 'InvalidDBInstanceAutomatedBackupStateFault'
    | 'InvalidDBInstanceStateFault'
    | 'InvalidDBParameterGroupStateFault'
    | 'InvalidDBProxyEndpointStateFault'
    | 'InvalidDBProxyStateFault'
    | 'InvalidDBSecurityGroupStateFault'
    | 'InvalidDBShardGroupStateFault'
    | 'InvalidDBSnapshotStateFault'
    | 'InvalidDBSubnetGroupFault'
    | 'InvalidDBSubnetGroupStateFault'
    | 'InvalidDBSubnetStateFault'
    | 'InvalidEventSubscriptionStateFault'
    | 'InvalidExportOnlyFault'
    | 'InvalidExportSourceStateFault'
    | 'InvalidExportTaskStateFault'
    | 'InvalidGlobalClusterStateFault'
    | 'InvalidIntegrationStateFault'
    | 'InvalidOptionGroupStateFault'
    | 'InvalidResourceStateFault'
    | 'InvalidRestoreFault'
    | 'InvalidS3BucketFault'
    | 'InvalidSubnet'
    | 'InvalidVPCNetworkStateFault'
    | 'KMSKeyNotAccessibleFault'
    | 'MaxDBShardGroupLimitReached'
    | 'NetworkTypeNotSupported'
    | 'OptionGroupAlreadyExistsFault'
    | 'OptionGroupNotFoundFault'
    | 'OptionGroupQuotaExceededFault'
    | 'PointInTimeRestoreNotEnabledFault'
    | 'ProvisionedIopsNotAvailableInAZFault'
    | 'ReservedDBInstanceAlreadyExistsFault'
    | 'ReservedDBInstanceNotFoundFault'
    | 'ReservedDBInstanceQuotaExceededFault'
    | 'ReservedDBInstancesOfferingNotFoundFault'
    | 'ResourceNotFoundFault'
    | 'SNSInvalidTopicFault'
    | 'SNSNoAuthorizationFault'
    | 'SNSTopicArnNotFoundFault'
    | 'SharedSnapshotQuotaExceededFault'
    | 'SnapshotQuotaExceededFault'
    | 'SourceClusterNotSupportedFault'
    | 'SourceDatabaseNotSupportedFault'
    | 'SourceNotFoundFault'
    | 'StorageQuotaExceededFault'
    | 'StorageTypeNotAvailableFault'
    | 'StorageTypeNotSupportedFault'
    | 'SubnetAlreadyInUse'
    | 'SubscriptionAlreadyExistFault'
    | 'SubscriptionCategoryNotFoundFault'
    | 'SubscriptionNotFoundFault'
    | 'TenantDatabaseAlreadyExistsFault'
    | 'TenantDatabaseNotFoundFault'
    | 'TenantDatabaseQuotaExceededFault'
    | 'UnsupportedDBEngineVersionFault'
    | 'VpcEncryptionControlViolationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AddTagsToResourceMessage: {
    readonly ResourceName: string;
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly AdditionalStorageVolume: {
    readonly VolumeName: string;
    readonly AllocatedStorage?: number;
    readonly IOPS?: number;
    readonly MaxAllocatedStorage?: number;
    readonly StorageThroughput?: number;
    readonly StorageType?: string;
  };
  readonly AdditionalStorageVolumeOutput: {
    readonly VolumeName?: string;
    readonly StorageVolumeStatus?: string;
    readonly StorageOperationStatus?: string;
    readonly StorageOperationPercentProgress?: number;
    readonly AllocatedStorage?: number;
    readonly IOPS?: number;
    readonly MaxAllocatedStorage?: number;
    readonly StorageThroughput?: number;
    readonly StorageType?: string;
  };
  readonly AvailabilityZone: {
    readonly Name?: string;
  };
  readonly CertificateDetails: {
    readonly CAIdentifier?: string;
    readonly ValidTill?: Date;
  };
  readonly CloudwatchLogsExportConfiguration: {
    readonly EnableLogTypes?: readonly string[];
    readonly DisableLogTypes?: readonly string[];
  };
  readonly ClusterPendingModifiedValues: {
    readonly PendingCloudwatchLogsExports?: Shapes['PendingCloudwatchLogsExports'];
    readonly DBClusterIdentifier?: string;
    readonly MasterUserPassword?: string;
    readonly IAMDatabaseAuthenticationEnabled?: boolean;
    readonly EngineVersion?: string;
    readonly BackupRetentionPeriod?: number;
    readonly StorageType?: string;
    readonly AllocatedStorage?: number;
    readonly RdsCustomClusterConfiguration?: Shapes['RdsCustomClusterConfiguration'];
    readonly Iops?: number;
    readonly CertificateDetails?: Shapes['CertificateDetails'];
    readonly VPCNetworkingEnabled?: boolean;
    readonly InternetAccessGatewayEnabled?: boolean;
  };
  readonly CreateDBClusterMessage: {
    readonly AvailabilityZones?: readonly string[];
    readonly BackupRetentionPeriod?: number;
    readonly CharacterSetName?: string;
    readonly DatabaseName?: string;
    readonly DBClusterIdentifier: string;
    readonly DBClusterParameterGroupName?: string;
    readonly VpcSecurityGroupIds?: readonly string[];
    readonly DBSubnetGroupName?: string;
    readonly Engine: string;
    readonly EngineVersion?: string;
    readonly Port?: number;
    readonly MasterUsername?: string;
    readonly MasterUserPassword?: string;
    readonly OptionGroupName?: string;
    readonly PreferredBackupWindow?: string;
    readonly PreferredMaintenanceWindow?: string;
    readonly ReplicationSourceIdentifier?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly StorageEncrypted?: boolean;
    readonly KmsKeyId?: string;
    readonly PreSignedUrl?: string;
    readonly EnableIAMDatabaseAuthentication?: boolean;
    readonly BacktrackWindow?: number;
    readonly EnableCloudwatchLogsExports?: readonly string[];
    readonly EngineMode?: string;
    readonly ScalingConfiguration?: Shapes['ScalingConfiguration'];
    readonly RdsCustomClusterConfiguration?: Shapes['RdsCustomClusterConfiguration'];
    readonly DBClusterInstanceClass?: string;
    readonly AllocatedStorage?: number;
    readonly StorageType?: string;
    readonly Iops?: number;
    readonly PubliclyAccessible?: boolean;
    readonly AutoMinorVersionUpgrade?: boolean;
    readonly DeletionProtection?: boolean;
    readonly GlobalClusterIdentifier?: string;
    readonly EnableHttpEndpoint?: boolean;
    readonly CopyTagsToSnapshot?: boolean;
    readonly Domain?: string;
    readonly DomainIAMRoleName?: string;
    readonly EnableGlobalWriteForwarding?: boolean;
    readonly NetworkType?: string;
    readonly ServerlessV2ScalingConfiguration?: Shapes['ServerlessV2ScalingConfiguration'];
    readonly MonitoringInterval?: number;
    readonly MonitoringRoleArn?: string;
    readonly DatabaseInsightsMode?: 'standard' | 'advanced';
    readonly EnablePerformanceInsights?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly EnableLimitlessDatabase?: boolean;
    readonly ClusterScalabilityType?: 'standard' | 'limitless';
    readonly DBSystemId?: string;
    readonly ManageMasterUserPassword?: boolean;
    readonly EnableLocalWriteForwarding?: boolean;
    readonly MasterUserSecretKmsKeyId?: string;
    readonly CACertificateIdentifier?: string;
    readonly EngineLifecycleSupport?: string;
    readonly TagSpecifications?: readonly Shapes['TagSpecification'][];
    readonly MasterUserAuthenticationType?: 'password' | 'iam-db-auth';
    readonly EnableVPCNetworking?: boolean;
    readonly WithExpressConfiguration?: boolean;
    readonly EnableInternetAccessGateway?: boolean;
    readonly AssociatedRoles?: readonly Shapes['DBClusterAssociatedRole'][];
  };
  readonly CreateDBClusterResult: {
    readonly DBCluster?: Shapes['DBCluster'];
  };
  readonly CreateDBClusterSnapshotMessage: {
    readonly DBClusterSnapshotIdentifier: string;
    readonly DBClusterIdentifier: string;
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly CreateDBClusterSnapshotResult: {
    readonly DBClusterSnapshot?: Shapes['DBClusterSnapshot'];
  };
  readonly CreateDBInstanceMessage: {
    readonly DBName?: string;
    readonly DBInstanceIdentifier: string;
    readonly AllocatedStorage?: number;
    readonly DBInstanceClass: string;
    readonly Engine: string;
    readonly MasterUsername?: string;
    readonly MasterUserPassword?: string;
    readonly DBSecurityGroups?: readonly string[];
    readonly VpcSecurityGroupIds?: readonly string[];
    readonly AvailabilityZone?: string;
    readonly DBSubnetGroupName?: string;
    readonly PreferredMaintenanceWindow?: string;
    readonly DBParameterGroupName?: string;
    readonly BackupRetentionPeriod?: number;
    readonly PreferredBackupWindow?: string;
    readonly Port?: number;
    readonly MultiAZ?: boolean;
    readonly EngineVersion?: string;
    readonly AutoMinorVersionUpgrade?: boolean;
    readonly LicenseModel?: string;
    readonly Iops?: number;
    readonly StorageThroughput?: number;
    readonly OptionGroupName?: string;
    readonly CharacterSetName?: string;
    readonly NcharCharacterSetName?: string;
    readonly PubliclyAccessible?: boolean;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly DBClusterIdentifier?: string;
    readonly StorageType?: string;
    readonly TdeCredentialArn?: string;
    readonly TdeCredentialPassword?: string;
    readonly StorageEncrypted?: boolean;
    readonly KmsKeyId?: string;
    readonly Domain?: string;
    readonly DomainFqdn?: string;
    readonly DomainOu?: string;
    readonly DomainAuthSecretArn?: string;
    readonly DomainDnsIps?: readonly string[];
    readonly CopyTagsToSnapshot?: boolean;
    readonly MonitoringInterval?: number;
    readonly MonitoringRoleArn?: string;
    readonly DomainIAMRoleName?: string;
    readonly PromotionTier?: number;
    readonly Timezone?: string;
    readonly EnableIAMDatabaseAuthentication?: boolean;
    readonly DatabaseInsightsMode?: 'standard' | 'advanced';
    readonly EnablePerformanceInsights?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly EnableCloudwatchLogsExports?: readonly string[];
    readonly ProcessorFeatures?: readonly Shapes['ProcessorFeature'][];
    readonly DeletionProtection?: boolean;
    readonly MaxAllocatedStorage?: number;
    readonly EnableCustomerOwnedIp?: boolean;
    readonly NetworkType?: string;
    readonly BackupTarget?: string;
    readonly CustomIamInstanceProfile?: string;
    readonly DBSystemId?: string;
    readonly CACertificateIdentifier?: string;
    readonly ManageMasterUserPassword?: boolean;
    readonly MasterUserSecretKmsKeyId?: string;
    readonly MultiTenant?: boolean;
    readonly DedicatedLogVolume?: boolean;
    readonly EngineLifecycleSupport?: string;
    readonly AdditionalStorageVolumes?: readonly Shapes['AdditionalStorageVolume'][];
    readonly TagSpecifications?: readonly Shapes['TagSpecification'][];
    readonly DBCapacityReservationIdentifier?: string;
    readonly MasterUserAuthenticationType?: 'password' | 'iam-db-auth';
  };
  readonly CreateDBInstanceResult: {
    readonly DBInstance?: Shapes['DBInstance'];
  };
  readonly DBCluster: {
    readonly AllocatedStorage?: number;
    readonly AvailabilityZones?: readonly string[];
    readonly BackupRetentionPeriod?: number;
    readonly CharacterSetName?: string;
    readonly DatabaseName?: string;
    readonly DBClusterIdentifier?: string;
    readonly DBClusterParameterGroup?: string;
    readonly DBSubnetGroup?: string;
    readonly Status?: string;
    readonly PercentProgress?: string;
    readonly EarliestRestorableTime?: Date;
    readonly Endpoint?: string;
    readonly ReaderEndpoint?: string;
    readonly CustomEndpoints?: readonly string[];
    readonly MultiAZ?: boolean;
    readonly Engine?: string;
    readonly EngineVersion?: string;
    readonly LatestRestorableTime?: Date;
    readonly Port?: number;
    readonly MasterUsername?: string;
    readonly DBClusterOptionGroupMemberships?: readonly Shapes['DBClusterOptionGroupStatus'][];
    readonly PreferredBackupWindow?: string;
    readonly PreferredMaintenanceWindow?: string;
    readonly UpgradeRolloutOrder?: 'first' | 'second' | 'last';
    readonly ReplicationSourceIdentifier?: string;
    readonly ReadReplicaIdentifiers?: readonly string[];
    readonly StatusInfos?: readonly Shapes['DBClusterStatusInfo'][];
    readonly DBClusterMembers?: readonly Shapes['DBClusterMember'][];
    readonly VpcSecurityGroups?: readonly Shapes['VpcSecurityGroupMembership'][];
    readonly HostedZoneId?: string;
    readonly StorageEncrypted?: boolean;
    readonly StorageEncryptionType?: 'none' | 'sse-kms' | 'sse-rds';
    readonly KmsKeyId?: string;
    readonly DbClusterResourceId?: string;
    readonly DBClusterArn?: string;
    readonly AssociatedRoles?: readonly Shapes['DBClusterRole'][];
    readonly IAMDatabaseAuthenticationEnabled?: boolean;
    readonly CloneGroupId?: string;
    readonly ClusterCreateTime?: Date;
    readonly EarliestBacktrackTime?: Date;
    readonly BacktrackWindow?: number;
    readonly BacktrackConsumedChangeRecords?: number;
    readonly EnabledCloudwatchLogsExports?: readonly string[];
    readonly Capacity?: number;
    readonly PendingModifiedValues?: Shapes['ClusterPendingModifiedValues'];
    readonly EngineMode?: string;
    readonly ScalingConfigurationInfo?: Shapes['ScalingConfigurationInfo'];
    readonly RdsCustomClusterConfiguration?: Shapes['RdsCustomClusterConfiguration'];
    readonly DBClusterInstanceClass?: string;
    readonly StorageType?: string;
    readonly Iops?: number;
    readonly StorageThroughput?: number;
    readonly IOOptimizedNextAllowedModificationTime?: Date;
    readonly PubliclyAccessible?: boolean;
    readonly AutoMinorVersionUpgrade?: boolean;
    readonly DeletionProtection?: boolean;
    readonly HttpEndpointEnabled?: boolean;
    readonly ActivityStreamMode?: 'sync' | 'async';
    readonly ActivityStreamStatus?: 'stopped' | 'starting' | 'started' | 'stopping';
    readonly ActivityStreamKmsKeyId?: string;
    readonly ActivityStreamKinesisStreamName?: string;
    readonly CopyTagsToSnapshot?: boolean;
    readonly CrossAccountClone?: boolean;
    readonly DomainMemberships?: readonly Shapes['DomainMembership'][];
    readonly TagList?: readonly Shapes['Tag'][];
    readonly GlobalClusterIdentifier?: string;
    readonly GlobalWriteForwardingStatus?: 'enabled' | 'disabled' | 'enabling' | 'disabling' | 'unknown';
    readonly GlobalWriteForwardingRequested?: boolean;
    readonly NetworkType?: string;
    readonly AutomaticRestartTime?: Date;
    readonly ServerlessV2ScalingConfiguration?: Shapes['ServerlessV2ScalingConfigurationInfo'];
    readonly ServerlessV2PlatformVersion?: string;
    readonly MonitoringInterval?: number;
    readonly MonitoringRoleArn?: string;
    readonly DatabaseInsightsMode?: 'standard' | 'advanced';
    readonly PerformanceInsightsEnabled?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly DBSystemId?: string;
    readonly MasterUserSecret?: Shapes['MasterUserSecret'];
    readonly LocalWriteForwardingStatus?: 'enabled' | 'disabled' | 'enabling' | 'disabling' | 'requested';
    readonly AwsBackupRecoveryPointArn?: string;
    readonly LimitlessDatabase?: Shapes['LimitlessDatabase'];
    readonly ClusterScalabilityType?: 'standard' | 'limitless';
    readonly CertificateDetails?: Shapes['CertificateDetails'];
    readonly EngineLifecycleSupport?: string;
    readonly VPCNetworkingEnabled?: boolean;
    readonly InternetAccessGatewayEnabled?: boolean;
  };
  readonly DBClusterAssociatedRole: {
    readonly RoleArn: string;
    readonly FeatureName?: string;
  };
  readonly DBClusterMember: {
    readonly DBInstanceIdentifier?: string;
    readonly IsClusterWriter?: boolean;
    readonly DBClusterParameterGroupStatus?: string;
    readonly PromotionTier?: number;
  };
  readonly DBClusterMessage: {
    readonly Marker?: string;
    readonly DBClusters?: readonly Shapes['DBCluster'][];
  };
  readonly DBClusterOptionGroupStatus: {
    readonly DBClusterOptionGroupName?: string;
    readonly Status?: string;
  };
  readonly DBClusterRole: {
    readonly RoleArn?: string;
    readonly Status?: string;
    readonly FeatureName?: string;
  };
  readonly DBClusterSnapshot: {
    readonly AvailabilityZones?: readonly string[];
    readonly DBClusterSnapshotIdentifier?: string;
    readonly DBClusterIdentifier?: string;
    readonly SnapshotCreateTime?: Date;
    readonly Engine?: string;
    readonly EngineMode?: string;
    readonly AllocatedStorage?: number;
    readonly Status?: string;
    readonly Port?: number;
    readonly VpcId?: string;
    readonly ClusterCreateTime?: Date;
    readonly MasterUsername?: string;
    readonly EngineVersion?: string;
    readonly LicenseModel?: string;
    readonly SnapshotType?: string;
    readonly PercentProgress?: number;
    readonly StorageEncrypted?: boolean;
    readonly StorageEncryptionType?: 'none' | 'sse-kms' | 'sse-rds';
    readonly BackupRetentionPeriod?: number;
    readonly PreferredBackupWindow?: string;
    readonly KmsKeyId?: string;
    readonly DBClusterSnapshotArn?: string;
    readonly SourceDBClusterSnapshotArn?: string;
    readonly IAMDatabaseAuthenticationEnabled?: boolean;
    readonly TagList?: readonly Shapes['Tag'][];
    readonly StorageType?: string;
    readonly StorageThroughput?: number;
    readonly DbClusterResourceId?: string;
    readonly DBSystemId?: string;
  };
  readonly DBClusterSnapshotMessage: {
    readonly Marker?: string;
    readonly DBClusterSnapshots?: readonly Shapes['DBClusterSnapshot'][];
  };
  readonly DBClusterStatusInfo: {
    readonly StatusType?: string;
    readonly Normal?: boolean;
    readonly Status?: string;
    readonly Message?: string;
  };
  readonly DBInstance: {
    readonly DBInstanceIdentifier?: string;
    readonly DBInstanceClass?: string;
    readonly Engine?: string;
    readonly DBInstanceStatus?: string;
    readonly MasterUsername?: string;
    readonly DBName?: string;
    readonly Endpoint?: Shapes['Endpoint'];
    readonly PrimaryEndpoint?: Shapes['PrimaryEndpoint'];
    readonly AllocatedStorage?: number;
    readonly InstanceCreateTime?: Date;
    readonly PreferredBackupWindow?: string;
    readonly BackupRetentionPeriod?: number;
    readonly DBSecurityGroups?: readonly Shapes['DBSecurityGroupMembership'][];
    readonly VpcSecurityGroups?: readonly Shapes['VpcSecurityGroupMembership'][];
    readonly DBParameterGroups?: readonly Shapes['DBParameterGroupStatus'][];
    readonly AvailabilityZone?: string;
    readonly DBSubnetGroup?: Shapes['DBSubnetGroup'];
    readonly PreferredMaintenanceWindow?: string;
    readonly UpgradeRolloutOrder?: 'first' | 'second' | 'last';
    readonly PendingModifiedValues?: Shapes['PendingModifiedValues'];
    readonly LatestRestorableTime?: Date;
    readonly MultiAZ?: boolean;
    readonly EngineVersion?: string;
    readonly AutoMinorVersionUpgrade?: boolean;
    readonly ReadReplicaSourceDBInstanceIdentifier?: string;
    readonly ReadReplicaDBInstanceIdentifiers?: readonly string[];
    readonly ReadReplicaDBClusterIdentifiers?: readonly string[];
    readonly ReplicaMode?: 'open-read-only' | 'mounted';
    readonly LicenseModel?: string;
    readonly Iops?: number;
    readonly StorageThroughput?: number;
    readonly OptionGroupMemberships?: readonly Shapes['OptionGroupMembership'][];
    readonly CharacterSetName?: string;
    readonly NcharCharacterSetName?: string;
    readonly SecondaryAvailabilityZone?: string;
    readonly PubliclyAccessible?: boolean;
    readonly StatusInfos?: readonly Shapes['DBInstanceStatusInfo'][];
    readonly StorageType?: string;
    readonly StorageEncryptionType?: 'none' | 'sse-kms' | 'sse-rds';
    readonly TdeCredentialArn?: string;
    readonly DbInstancePort?: number;
    readonly DBClusterIdentifier?: string;
    readonly StorageEncrypted?: boolean;
    readonly KmsKeyId?: string;
    readonly DbiResourceId?: string;
    readonly CACertificateIdentifier?: string;
    readonly DomainMemberships?: readonly Shapes['DomainMembership'][];
    readonly CopyTagsToSnapshot?: boolean;
    readonly MonitoringInterval?: number;
    readonly EnhancedMonitoringResourceArn?: string;
    readonly MonitoringRoleArn?: string;
    readonly PromotionTier?: number;
    readonly DBInstanceArn?: string;
    readonly Timezone?: string;
    readonly IAMDatabaseAuthenticationEnabled?: boolean;
    readonly DatabaseInsightsMode?: 'standard' | 'advanced';
    readonly PerformanceInsightsEnabled?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly EnabledCloudwatchLogsExports?: readonly string[];
    readonly ProcessorFeatures?: readonly Shapes['ProcessorFeature'][];
    readonly DeletionProtection?: boolean;
    readonly AssociatedRoles?: readonly Shapes['DBInstanceRole'][];
    readonly ListenerEndpoint?: Shapes['Endpoint'];
    readonly MaxAllocatedStorage?: number;
    readonly TagList?: readonly Shapes['Tag'][];
    readonly AutomationMode?: 'full' | 'all-paused';
    readonly ResumeFullAutomationModeTime?: Date;
    readonly CustomerOwnedIpEnabled?: boolean;
    readonly NetworkType?: string;
    readonly ActivityStreamStatus?: 'stopped' | 'starting' | 'started' | 'stopping';
    readonly ActivityStreamKmsKeyId?: string;
    readonly ActivityStreamKinesisStreamName?: string;
    readonly ActivityStreamMode?: 'sync' | 'async';
    readonly ActivityStreamEngineNativeAuditFieldsIncluded?: boolean;
    readonly AwsBackupRecoveryPointArn?: string;
    readonly DBInstanceAutomatedBackupsReplications?: readonly Shapes['DBInstanceAutomatedBackupsReplication'][];
    readonly BackupTarget?: string;
    readonly AutomaticRestartTime?: Date;
    readonly CustomIamInstanceProfile?: string;
    readonly ActivityStreamPolicyStatus?: 'locked' | 'unlocked' | 'locking-policy' | 'unlocking-policy';
    readonly CertificateDetails?: Shapes['CertificateDetails'];
    readonly DBSystemId?: string;
    readonly MasterUserSecret?: Shapes['MasterUserSecret'];
    readonly ReadReplicaSourceDBClusterIdentifier?: string;
    readonly PercentProgress?: string;
    readonly MultiTenant?: boolean;
    readonly DedicatedLogVolume?: boolean;
    readonly IsStorageConfigUpgradeAvailable?: boolean;
    readonly EngineLifecycleSupport?: string;
    readonly AdditionalStorageVolumes?: readonly Shapes['AdditionalStorageVolumeOutput'][];
    readonly StorageVolumeStatus?: string;
    readonly StorageOperationStatus?: string;
    readonly StorageOperationPercentProgress?: number;
    readonly DBCapacityReservationIdentifier?: string;
    readonly VPCNetworkingEnabled?: boolean;
  };
  readonly DBInstanceAutomatedBackupsReplication: {
    readonly DBInstanceAutomatedBackupsArn?: string;
  };
  readonly DBInstanceMessage: {
    readonly Marker?: string;
    readonly DBInstances?: readonly Shapes['DBInstance'][];
  };
  readonly DBInstanceRole: {
    readonly RoleArn?: string;
    readonly FeatureName?: string;
    readonly Status?: string;
  };
  readonly DBInstanceStatusInfo: {
    readonly StatusType?: string;
    readonly Normal?: boolean;
    readonly Status?: string;
    readonly Message?: string;
  };
  readonly DBParameterGroupStatus: {
    readonly DBParameterGroupName?: string;
    readonly ParameterApplyStatus?: string;
  };
  readonly DBSecurityGroupMembership: {
    readonly DBSecurityGroupName?: string;
    readonly Status?: string;
  };
  readonly DBSubnetGroup: {
    readonly DBSubnetGroupName?: string;
    readonly DBSubnetGroupDescription?: string;
    readonly VpcId?: string;
    readonly SubnetGroupStatus?: string;
    readonly Subnets?: readonly Shapes['Subnet'][];
    readonly DBSubnetGroupArn?: string;
    readonly SupportedNetworkTypes?: readonly string[];
  };
  readonly DeleteDBClusterMessage: {
    readonly DBClusterIdentifier: string;
    readonly SkipFinalSnapshot?: boolean;
    readonly FinalDBSnapshotIdentifier?: string;
    readonly DeleteAutomatedBackups?: boolean;
  };
  readonly DeleteDBClusterResult: {
    readonly DBCluster?: Shapes['DBCluster'];
  };
  readonly DeleteDBClusterSnapshotMessage: {
    readonly DBClusterSnapshotIdentifier: string;
  };
  readonly DeleteDBClusterSnapshotResult: {
    readonly DBClusterSnapshot?: Shapes['DBClusterSnapshot'];
  };
  readonly DeleteDBInstanceMessage: {
    readonly DBInstanceIdentifier: string;
    readonly SkipFinalSnapshot?: boolean;
    readonly FinalDBSnapshotIdentifier?: string;
    readonly DeleteAutomatedBackups?: boolean;
  };
  readonly DeleteDBInstanceResult: {
    readonly DBInstance?: Shapes['DBInstance'];
  };
  readonly DescribeDBClusterSnapshotsMessage: {
    readonly DBClusterIdentifier?: string;
    readonly DBClusterSnapshotIdentifier?: string;
    readonly SnapshotType?: string;
    readonly Filters?: readonly Shapes['Filter'][];
    readonly MaxRecords?: number;
    readonly Marker?: string;
    readonly IncludeShared?: boolean;
    readonly IncludePublic?: boolean;
    readonly DbClusterResourceId?: string;
  };
  readonly DescribeDBClustersMessage: {
    readonly DBClusterIdentifier?: string;
    readonly Filters?: readonly Shapes['Filter'][];
    readonly MaxRecords?: number;
    readonly Marker?: string;
    readonly IncludeShared?: boolean;
  };
  readonly DescribeDBInstancesMessage: {
    readonly DBInstanceIdentifier?: string;
    readonly Filters?: readonly Shapes['Filter'][];
    readonly MaxRecords?: number;
    readonly Marker?: string;
  };
  readonly DomainMembership: {
    readonly Domain?: string;
    readonly Status?: string;
    readonly FQDN?: string;
    readonly IAMRoleName?: string;
    readonly OU?: string;
    readonly AuthSecretArn?: string;
    readonly DnsIps?: readonly string[];
  };
  readonly Endpoint: {
    readonly Address?: string;
    readonly Port?: number;
    readonly HostedZoneId?: string;
  };
  readonly Filter: {
    readonly Name: string;
    readonly Values: readonly string[];
  };
  readonly LimitlessDatabase: {
    readonly Status?:
      | 'active'
      | 'not-in-use'
      | 'enabled'
      | 'disabled'
      | 'enabling'
      | 'disabling'
      | 'modifying-max-capacity'
      | 'error';
    readonly MinRequiredACU?: number;
  };
  readonly ListTagsForResourceMessage: {
    readonly ResourceName: string;
    readonly Filters?: readonly Shapes['Filter'][];
  };
  readonly MasterUserSecret: {
    readonly SecretArn?: string;
    readonly SecretStatus?: string;
    readonly KmsKeyId?: string;
  };
  readonly ModifyAdditionalStorageVolume: {
    readonly VolumeName: string;
    readonly AllocatedStorage?: number;
    readonly IOPS?: number;
    readonly MaxAllocatedStorage?: number;
    readonly StorageThroughput?: number;
    readonly StorageType?: string;
    readonly SetForDelete?: boolean;
  };
  readonly ModifyDBClusterMessage: {
    readonly DBClusterIdentifier: string;
    readonly NewDBClusterIdentifier?: string;
    readonly ApplyImmediately?: boolean;
    readonly BackupRetentionPeriod?: number;
    readonly DBClusterParameterGroupName?: string;
    readonly VpcSecurityGroupIds?: readonly string[];
    readonly Port?: number;
    readonly MasterUserPassword?: string;
    readonly OptionGroupName?: string;
    readonly PreferredBackupWindow?: string;
    readonly PreferredMaintenanceWindow?: string;
    readonly EnableIAMDatabaseAuthentication?: boolean;
    readonly BacktrackWindow?: number;
    readonly CloudwatchLogsExportConfiguration?: Shapes['CloudwatchLogsExportConfiguration'];
    readonly EngineVersion?: string;
    readonly AllowMajorVersionUpgrade?: boolean;
    readonly DBInstanceParameterGroupName?: string;
    readonly Domain?: string;
    readonly DomainIAMRoleName?: string;
    readonly ScalingConfiguration?: Shapes['ScalingConfiguration'];
    readonly DeletionProtection?: boolean;
    readonly EnableHttpEndpoint?: boolean;
    readonly CopyTagsToSnapshot?: boolean;
    readonly EnableGlobalWriteForwarding?: boolean;
    readonly DBClusterInstanceClass?: string;
    readonly AllocatedStorage?: number;
    readonly StorageType?: string;
    readonly Iops?: number;
    readonly AutoMinorVersionUpgrade?: boolean;
    readonly NetworkType?: string;
    readonly ServerlessV2ScalingConfiguration?: Shapes['ServerlessV2ScalingConfiguration'];
    readonly MonitoringInterval?: number;
    readonly MonitoringRoleArn?: string;
    readonly DatabaseInsightsMode?: 'standard' | 'advanced';
    readonly EnablePerformanceInsights?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly ManageMasterUserPassword?: boolean;
    readonly RotateMasterUserPassword?: boolean;
    readonly EnableLocalWriteForwarding?: boolean;
    readonly MasterUserSecretKmsKeyId?: string;
    readonly EngineMode?: string;
    readonly AllowEngineModeChange?: boolean;
    readonly AwsBackupRecoveryPointArn?: string;
    readonly EnableLimitlessDatabase?: boolean;
    readonly CACertificateIdentifier?: string;
    readonly MasterUserAuthenticationType?: 'password' | 'iam-db-auth';
    readonly EngineLifecycleSupport?: string;
    readonly EnableInternetAccessGateway?: boolean;
    readonly EnableVPCNetworking?: boolean;
    readonly DBSubnetGroupName?: string;
  };
  readonly ModifyDBClusterResult: {
    readonly DBCluster?: Shapes['DBCluster'];
  };
  readonly ModifyDBInstanceMessage: {
    readonly DBInstanceIdentifier: string;
    readonly AllocatedStorage?: number;
    readonly DBInstanceClass?: string;
    readonly DBSubnetGroupName?: string;
    readonly DBSecurityGroups?: readonly string[];
    readonly VpcSecurityGroupIds?: readonly string[];
    readonly ApplyImmediately?: boolean;
    readonly MasterUserPassword?: string;
    readonly DBParameterGroupName?: string;
    readonly BackupRetentionPeriod?: number;
    readonly PreferredBackupWindow?: string;
    readonly PreferredMaintenanceWindow?: string;
    readonly MultiAZ?: boolean;
    readonly EngineVersion?: string;
    readonly AllowMajorVersionUpgrade?: boolean;
    readonly AutoMinorVersionUpgrade?: boolean;
    readonly LicenseModel?: string;
    readonly Iops?: number;
    readonly StorageThroughput?: number;
    readonly OptionGroupName?: string;
    readonly NewDBInstanceIdentifier?: string;
    readonly StorageType?: string;
    readonly TdeCredentialArn?: string;
    readonly TdeCredentialPassword?: string;
    readonly CACertificateIdentifier?: string;
    readonly Domain?: string;
    readonly DomainFqdn?: string;
    readonly DomainOu?: string;
    readonly DomainAuthSecretArn?: string;
    readonly DomainDnsIps?: readonly string[];
    readonly DisableDomain?: boolean;
    readonly CopyTagsToSnapshot?: boolean;
    readonly MonitoringInterval?: number;
    readonly DBPortNumber?: number;
    readonly PubliclyAccessible?: boolean;
    readonly MonitoringRoleArn?: string;
    readonly DomainIAMRoleName?: string;
    readonly PromotionTier?: number;
    readonly EnableIAMDatabaseAuthentication?: boolean;
    readonly DatabaseInsightsMode?: 'standard' | 'advanced';
    readonly EnablePerformanceInsights?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly CloudwatchLogsExportConfiguration?: Shapes['CloudwatchLogsExportConfiguration'];
    readonly ProcessorFeatures?: readonly Shapes['ProcessorFeature'][];
    readonly UseDefaultProcessorFeatures?: boolean;
    readonly DeletionProtection?: boolean;
    readonly MaxAllocatedStorage?: number;
    readonly CertificateRotationRestart?: boolean;
    readonly ReplicaMode?: 'open-read-only' | 'mounted';
    readonly AutomationMode?: 'full' | 'all-paused';
    readonly ResumeFullAutomationModeMinutes?: number;
    readonly EnableCustomerOwnedIp?: boolean;
    readonly NetworkType?: string;
    readonly AwsBackupRecoveryPointArn?: string;
    readonly ManageMasterUserPassword?: boolean;
    readonly RotateMasterUserPassword?: boolean;
    readonly MasterUserSecretKmsKeyId?: string;
    readonly MultiTenant?: boolean;
    readonly DedicatedLogVolume?: boolean;
    readonly Engine?: string;
    readonly AdditionalStorageVolumes?: readonly Shapes['ModifyAdditionalStorageVolume'][];
    readonly DBCapacityReservationIdentifier?: string;
    readonly TagSpecifications?: readonly Shapes['TagSpecification'][];
    readonly MasterUserAuthenticationType?: 'password' | 'iam-db-auth';
    readonly EngineLifecycleSupport?: string;
  };
  readonly ModifyDBInstanceResult: {
    readonly DBInstance?: Shapes['DBInstance'];
  };
  readonly OptionGroupMembership: {
    readonly OptionGroupName?: string;
    readonly Status?: string;
  };
  readonly Outpost: {
    readonly Arn?: string;
  };
  readonly PendingCloudwatchLogsExports: {
    readonly LogTypesToEnable?: readonly string[];
    readonly LogTypesToDisable?: readonly string[];
  };
  readonly PendingModifiedValues: {
    readonly DBInstanceClass?: string;
    readonly AllocatedStorage?: number;
    readonly MasterUserPassword?: string;
    readonly Port?: number;
    readonly BackupRetentionPeriod?: number;
    readonly MultiAZ?: boolean;
    readonly EngineVersion?: string;
    readonly LicenseModel?: string;
    readonly Iops?: number;
    readonly StorageThroughput?: number;
    readonly DBInstanceIdentifier?: string;
    readonly StorageType?: string;
    readonly CACertificateIdentifier?: string;
    readonly DBSubnetGroupName?: string;
    readonly PendingCloudwatchLogsExports?: Shapes['PendingCloudwatchLogsExports'];
    readonly ProcessorFeatures?: readonly Shapes['ProcessorFeature'][];
    readonly AutomationMode?: 'full' | 'all-paused';
    readonly ResumeFullAutomationModeTime?: Date;
    readonly MultiTenant?: boolean;
    readonly IAMDatabaseAuthenticationEnabled?: boolean;
    readonly DedicatedLogVolume?: boolean;
    readonly Engine?: string;
    readonly AdditionalStorageVolumes?: readonly Shapes['AdditionalStorageVolume'][];
    readonly DBCapacityReservationIdentifier?: string;
  };
  readonly PrimaryEndpoint: {
    readonly Address?: string;
    readonly HostedZoneId?: string;
  };
  readonly ProcessorFeature: {
    readonly Name?: string;
    readonly Value?: string;
  };
  readonly RdsCustomClusterConfiguration: {
    readonly InterconnectSubnetId?: string;
    readonly TransitGatewayMulticastDomainId?: string;
    readonly ReplicaMode?: 'open-read-only' | 'mounted';
  };
  readonly RemoveTagsFromResourceMessage: {
    readonly ResourceName: string;
    readonly TagKeys: readonly string[];
  };
  readonly RestoreDBClusterFromSnapshotMessage: {
    readonly AvailabilityZones?: readonly string[];
    readonly DBClusterIdentifier: string;
    readonly SnapshotIdentifier: string;
    readonly Engine: string;
    readonly EngineVersion?: string;
    readonly Port?: number;
    readonly DBSubnetGroupName?: string;
    readonly DatabaseName?: string;
    readonly OptionGroupName?: string;
    readonly VpcSecurityGroupIds?: readonly string[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly KmsKeyId?: string;
    readonly EnableIAMDatabaseAuthentication?: boolean;
    readonly BacktrackWindow?: number;
    readonly EnableCloudwatchLogsExports?: readonly string[];
    readonly EngineMode?: string;
    readonly ScalingConfiguration?: Shapes['ScalingConfiguration'];
    readonly DBClusterParameterGroupName?: string;
    readonly DeletionProtection?: boolean;
    readonly CopyTagsToSnapshot?: boolean;
    readonly Domain?: string;
    readonly DomainIAMRoleName?: string;
    readonly DBClusterInstanceClass?: string;
    readonly StorageType?: string;
    readonly Iops?: number;
    readonly PubliclyAccessible?: boolean;
    readonly NetworkType?: string;
    readonly ServerlessV2ScalingConfiguration?: Shapes['ServerlessV2ScalingConfiguration'];
    readonly RdsCustomClusterConfiguration?: Shapes['RdsCustomClusterConfiguration'];
    readonly MonitoringInterval?: number;
    readonly MonitoringRoleArn?: string;
    readonly EnablePerformanceInsights?: boolean;
    readonly PerformanceInsightsKMSKeyId?: string;
    readonly PerformanceInsightsRetentionPeriod?: number;
    readonly BackupRetentionPeriod?: number;
    readonly PreferredBackupWindow?: string;
    readonly EngineLifecycleSupport?: string;
    readonly TagSpecifications?: readonly Shapes['TagSpecification'][];
    readonly EnableVPCNetworking?: boolean;
    readonly EnableInternetAccessGateway?: boolean;
    readonly AssociatedRoles?: readonly Shapes['DBClusterAssociatedRole'][];
  };
  readonly RestoreDBClusterFromSnapshotResult: {
    readonly DBCluster?: Shapes['DBCluster'];
  };
  readonly ScalingConfiguration: {
    readonly MinCapacity?: number;
    readonly MaxCapacity?: number;
    readonly AutoPause?: boolean;
    readonly SecondsUntilAutoPause?: number;
    readonly TimeoutAction?: string;
    readonly SecondsBeforeTimeout?: number;
  };
  readonly ScalingConfigurationInfo: {
    readonly MinCapacity?: number;
    readonly MaxCapacity?: number;
    readonly AutoPause?: boolean;
    readonly SecondsUntilAutoPause?: number;
    readonly TimeoutAction?: string;
    readonly SecondsBeforeTimeout?: number;
  };
  readonly ServerlessV2ScalingConfiguration: {
    readonly MinCapacity?: number;
    readonly MaxCapacity?: number;
    readonly SecondsUntilAutoPause?: number;
  };
  readonly ServerlessV2ScalingConfigurationInfo: {
    readonly MinCapacity?: number;
    readonly MaxCapacity?: number;
    readonly SecondsUntilAutoPause?: number;
  };
  readonly Subnet: {
    readonly SubnetIdentifier?: string;
    readonly SubnetAvailabilityZone?: Shapes['AvailabilityZone'];
    readonly SubnetOutpost?: Shapes['Outpost'];
    readonly SubnetStatus?: string;
  };
  readonly Tag: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly TagListMessage: {
    readonly TagList?: readonly Shapes['Tag'][];
  };
  readonly TagSpecification: {
    readonly ResourceType?: string;
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly VpcSecurityGroupMembership: {
    readonly VpcSecurityGroupId?: string;
    readonly Status?: string;
  };
}
