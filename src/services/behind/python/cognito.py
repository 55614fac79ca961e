"""Users of Cognito prove who they are: moto lets a user in whatever proof of a password and whatever code it is given.

Source: Cognito developer guide, "Authentication flows"; the SRP of AWS's own clients (amazon-cognito-identity-js, AuthenticationHelper).
"""

import base64
import hashlib
import hmac
import secrets

import deliveries

# Of 3072 bits (RFC 5054, appendix A).
PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
GENERATOR = 2

# Of sign-ins that have begun: what the server has chosen, by the block that the client gives back.
begun = {}
MOST_BEGUN = 10_000

SECOND_FACTORS = ("SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP", "MFA_SETUP", "CUSTOM_CHALLENGE")


def install():
    proofs_of_passwords()
    codes_of_sign_up()
    codes_of_forgotten_passwords()


def proofs_of_passwords():
    from moto.cognitoidp.exceptions import NotAuthorizedError
    from moto.cognitoidp.models import CognitoIdpBackend

    initiate, respond = CognitoIdpBackend.initiate_auth, CognitoIdpBackend.respond_to_auth_challenge

    def initiate_auth(self, client_id, auth_flow, auth_parameters):
        if auth_flow == "CUSTOM_AUTH":
            raise NotImplementedError("CUSTOM_AUTH calls functions, which is not executed")
        result = without_second_factor(initiate(self, client_id, auth_flow, auth_parameters))
        report_triggers(pool_of(self, client_id))
        if result.get("ChallengeName") != "PASSWORD_VERIFIER":
            return result
        username, pool = self.sessions.pop(result["Session"])
        return {**result, "ChallengeParameters": challenge(self, username, pool, auth_parameters["SRP_A"])}

    def respond_to_auth_challenge(self, session, client_id, challenge_name, challenge_responses):
        if challenge_name == "PASSWORD_VERIFIER":
            expected = begun.pop(challenge_responses.get("PASSWORD_CLAIM_SECRET_BLOCK"), None)
            if expected is None:
                raise NotAuthorizedError("Invalid session for the user.")
            given = challenge_responses.get("PASSWORD_CLAIM_SIGNATURE", "")
            if not hmac.compare_digest(signature(expected, challenge_responses), given):
                raise NotAuthorizedError("Incorrect username or password.")
        elif challenge_name != "NEW_PASSWORD_REQUIRED":
            raise NotImplementedError(f"{challenge_name} is not executed")
        return without_second_factor(respond(self, session, client_id, challenge_name, challenge_responses))

    CognitoIdpBackend.initiate_auth = initiate_auth
    CognitoIdpBackend.respond_to_auth_challenge = respond_to_auth_challenge


def without_second_factor(result):
    if result and result.get("ChallengeName") in SECOND_FACTORS:
        raise NotImplementedError(f"{result['ChallengeName']} is not executed")
    return result


def challenge(backend, username, pool, srp_a):
    """What the server says first, without the password having been said."""
    user = backend.admin_get_user(pool.id, username)
    name = pool.id.split("_", 1)[1]
    salt, own = secrets.token_hex(16), secrets.randbits(1024)
    password = hashlib.sha256(f"{name}{user.username}:{user.password}".encode()).hexdigest()
    verifier = pow(GENERATOR, number(padded(int(salt, 16)) + password), PRIME)
    multiplier = number(f"00{PRIME:x}0{GENERATOR:x}")
    public = (multiplier * verifier + pow(GENERATOR, own, PRIME)) % PRIME
    block = base64.b64encode(secrets.token_bytes(48)).decode()
    if len(begun) >= MOST_BEGUN:
        begun.clear()
    begun[block] = {"A": int(srp_a, 16), "B": public, "own": own, "verifier": verifier, "name": name + user.username}
    backend.sessions[block] = (username, pool)
    return {
        "SALT": salt,
        "SRP_B": f"{public:x}",
        "USERNAME": user.username,
        "USER_ID_FOR_SRP": user.username,
        "SECRET_BLOCK": block,
    }


def signature(begun_with, responses):
    """That of a client which knows the password; that of none for a number that proves nothing."""
    A, B = begun_with["A"], begun_with["B"]
    if A % PRIME == 0:
        return secrets.token_hex()
    scrambling = number(padded(A) + padded(B))
    shared = pow(A * pow(begun_with["verifier"], scrambling, PRIME), begun_with["own"], PRIME)
    extracted = hmac.new(bytes.fromhex(padded(scrambling)), bytes.fromhex(padded(shared)), hashlib.sha256).digest()
    key = hmac.new(extracted, b"Caldera Derived Key\x01", hashlib.sha256).digest()[:16]
    block = base64.b64decode(responses["PASSWORD_CLAIM_SECRET_BLOCK"])
    message = begun_with["name"].encode() + block + responses.get("TIMESTAMP", "").encode()
    return base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()


def padded(value):
    """In hexadecimal, of whole bytes, and not negative."""
    text = f"{value:x}"
    text = f"0{text}" if len(text) % 2 else text
    return f"00{text}" if text[0] in "89abcdef" else text


def number(text):
    return int(hashlib.sha256(bytes.fromhex(text)).hexdigest(), 16)


def pool_of(backend, client_id):
    return next((pool for pool in backend.user_pools.values() if client_id in pool.clients), None)


def report_triggers(pool):
    triggers = sorted((pool.extended_config.get("LambdaConfig") or {}) if pool else {})
    if triggers:
        deliveries.not_delivered.append(("Cognito", f"the functions of {', '.join(triggers)} of the user pool {pool.id}"))


def new_code(user, purpose):
    """No mail is sent: who runs this machine reads the code in what was not executed."""
    user.confirmation_code = f"{secrets.randbelow(1_000_000):06}"
    message = f"sending the code {user.confirmation_code} to {user.username}, {purpose}"
    deliveries.not_delivered.append(("Cognito", message))


def delivery_to(user, pool):
    """To the address that the pool verifies: moto names a telephone always."""
    address = user.attribute_lookup.get("email")
    if not address or "email" not in pool.extended_config.get("AutoVerifiedAttributes", []):
        return None
    name, _, host = address.partition("@")
    masked = f"{name[:1]}***@{host[:1]}***"
    return {"Destination": masked, "DeliveryMedium": "EMAIL", "AttributeName": "email"}


def check_code(user, code):
    from moto.cognitoidp.exceptions import CodeMismatchException

    if not user.confirmation_code or user.confirmation_code != code:
        raise CodeMismatchException("Invalid verification code provided, please try again.")


def codes_of_sign_up():
    from moto.cognitoidp.exceptions import NotAuthorizedError
    from moto.cognitoidp.models import CognitoIdpBackend
    from moto.cognitoidp.responses import CognitoIdpResponse

    sign_up, confirm = CognitoIdpBackend.sign_up, CognitoIdpResponse.confirm_sign_up

    def sign_up_and_send(self, client_id, username, password, attributes):
        user, details = sign_up(self, client_id, username, password, attributes)
        report_triggers(pool_of(self, client_id))
        if details:
            new_code(user, "who has signed up")
            details = delivery_to(user, pool_of(self, client_id)) or details
        return user, details

    def confirm_sign_up(self):
        client_id, username = self._get_param("ClientId"), self._get_param("Username")
        backend = self._get_region_agnostic_backend()._find_backend_for_clientid(client_id)
        pool = pool_of(backend, client_id)
        user = pool._get_user(username) if pool else None
        if user is None:
            return confirm(self)
        if user.status == "CONFIRMED":
            raise NotAuthorizedError("User cannot be confirmed. Current status is CONFIRMED")
        check_code(user, self._get_param("ConfirmationCode"))
        user.confirmation_code = None
        return confirm(self)

    CognitoIdpBackend.sign_up = sign_up_and_send
    CognitoIdpResponse.confirm_sign_up = confirm_sign_up


def codes_of_forgotten_passwords():
    from moto.cognitoidp.models import CognitoIdpBackend

    forgot, confirm = CognitoIdpBackend.forgot_password, CognitoIdpBackend.confirm_forgot_password

    def forgot_password(self, client_id, username):
        _, details = forgot(self, client_id, username)
        user = pool_of(self, client_id)._get_user(username)
        if user:
            new_code(user, "who has forgotten the password")
        return "", details

    def confirm_forgot_password(self, client_id, username, password, confirmation_code):
        pool = pool_of(self, client_id)
        user = pool._get_user(username) if pool else None
        if user:
            check_code(user, confirmation_code)
            self._validate_password(pool.id, password)
        confirm(self, client_id, username, password, confirmation_code)

    CognitoIdpBackend.forgot_password = forgot_password
    CognitoIdpBackend.confirm_forgot_password = confirm_forgot_password
