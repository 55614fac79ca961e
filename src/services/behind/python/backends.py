"""moto's backends as bytes and back, by units: services whose objects refer to each other are written together."""

import collections
import io
import pickle
import threading
import weakref

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from moto.backends import get_backend
from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

# Held while a request is executed and while the state becomes bytes.
turn = threading.Lock()

# The units whose backends the running request has come to.
touched = set()

# Load balancers, databases, file systems and scaling groups hold objects of EC2: security groups, subnets, instances.
NETWORK = ("ec2", "elb", "elbv2", "autoscaling", "rds", "redshift", "efs")
TABLES = ("dynamodb", "dynamodbstreams")


def unit_of(service):
    return "network" if service in NETWORK else "dynamodb" if service in TABLES else service


def services_of(unit):
    return {"network": NETWORK, "dynamodb": TABLES}.get(unit, (unit,))


def install(on_new):
    """Watches which backends a request comes to. `on_new` is given each backend when it is new."""
    original = AccountSpecificBackend.__getitem__

    def getitem(self, region):
        touched.add(unit_of(self.service_name))
        backend = original(self, region)
        if backend not in _defaults:
            shared = SHARED.get(self.service_name, ())
            _defaults[backend] = {name: dict(getattr(backend, name)) for name in shared}
            on_new(self.service_name, backend)
        return backend

    AccountSpecificBackend.__getitem__ = getitem


def backends_of(unit):
    """(service, account, region, backend) of all that there are."""
    for service in services_of(unit):
        for entry in list(BackendDict._instances):
            if entry.service_name == service:
                for account, region, backend in entry.iter_backends():
                    yield service, account, region, backend


# --- from the beginning: AWS's own images, snapshots and managed policies, which are not written

SHARED = {"ec2": ("amis", "snapshots"), "iam": ("managed_policies",)}

# By backend, attribute and key: what it had when it was new.
_defaults = weakref.WeakKeyDictionary()


def backend_at(service, account, region):
    return get_backend(service)[account][region]


def _default_at(service, account, region, name, key):
    return _defaults[backend_at(service, account, region)][name][key]


def _policy_at(account, region, arn, attached):
    policy = _default_at("iam", account, region, "managed_policies", arn)
    policy.attachment_count = attached
    return policy


def _restore(backend, state):
    service, own = state
    defaults = _defaults[backend]
    backend.__dict__.clear()
    backend.__dict__.update(own)
    for name, values in defaults.items():
        setattr(backend, name, {**values, **own[name]})
    if service == "iam":
        backend.aws_managed_policies = list(defaults["managed_policies"].values())


# --- pickling


def _key(pem):
    return serialization.load_pem_private_key(pem, None)


def _certificate(pem):
    return x509.load_pem_x509_certificate(pem)


def _empty(kind):
    return kind.__new__(kind)


def _fill(mapping, state):
    attributes, factory = state
    mapping.__dict__.update(attributes)
    mapping.default_factory = factory


_lock, _rlock = type(threading.Lock()), type(threading.RLock())


class _Pickler(pickle.Pickler):
    def reducer_override(self, value):
        kind = type(value)
        if isinstance(value, BaseBackend):
            return _reduce_backend(value, self.services)
        if isinstance(value, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
            pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
            return _key, (value.private_bytes(pem, pkcs8, serialization.NoEncryption()),)
        if isinstance(value, x509.Certificate):
            return _certificate, (value.public_bytes(serialization.Encoding.PEM),)
        if isinstance(value, collections.defaultdict) and kind is not collections.defaultdict:
            state = (dict(value.__dict__), value.default_factory)
            return _empty, (kind,), state, None, iter(list(value.items())), _fill
        if kind is _lock:
            return threading.Lock, ()
        if kind is _rlock:
            return threading.RLock, ()
        if kind is threading.Condition:
            return threading.Condition, ()
        if kind.__name__ in ("Ami", "Snapshot") and kind.__module__.startswith("moto.ec2."):
            return _reduce_default(value)
        if kind.__name__ == "AWSManagedPolicy":
            return _policy_at, (value.account_id, value.partition, value.arn, value.attachment_count)
        return NotImplemented


def _reduce_backend(backend, services):
    service = next(each.service_name for each in BackendDict._instances if each.backend is type(backend))
    region = backend.region_name
    place = (service, backend.account_id, region)
    if service not in services:
        return backend_at, place
    state = dict(backend.__dict__)
    for name, defaults in _defaults[backend].items():
        state[name] = {key: each for key, each in state[name].items() if defaults.get(key) is not each}
    if service == "iam":
        state["aws_managed_policies"] = []
    return backend_at, place, (service, state), None, None, _restore


def _reduce_default(value):
    backend = value.ec2_backend
    for name, values in _defaults[backend].items():
        if values.get(value.id) is value:
            return _default_at, ("ec2", backend.account_id, backend.region_name, name, value.id)
    return NotImplemented


def dump(unit):
    """The unit's backends as they are. The turn is held."""
    file = io.BytesIO()
    pickler = _Pickler(file, protocol=5)
    pickler.services = services_of(unit)
    pickler.dump([backend for _service, _account, _region, backend in backends_of(unit)])
    return file.getvalue()


def load(file):
    """Puts them in the place of what this process has. What follows them in the file is not read."""
    pickle.load(file)
