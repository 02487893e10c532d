"""What each layer of confinement does, why it may be missing, and what to do about it."""

from __future__ import annotations

import errno
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.text import Text, join

#: Where Ubuntu 24.04 and later say that only programs with an AppArmor profile may make user namespaces.
_APPARMOR = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")

_PROFILE = """\
sudo tee /etc/apparmor.d/bwrap >/dev/null <<'END'
abi <abi/4.0>,
include <tunables/global>
profile bwrap /usr/bin/bwrap flags=(unconfined) {
  userns,
  include if exists <local/bwrap>
}
END
sudo systemctl reload apparmor"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerReport:
    """One layer.

    Parameters
    ----------
    name : Text
    active : bool
        Whether it was found to work.
    why : Text
        What it does, or why it does not.
    remedy : Text, optional
        What would bring it about.
    """

    name: Text
    active: bool
    why: Text
    remedy: Text | None = None


def process() -> LayerReport:
    """The process of its own, which every submission has."""
    return LayerReport(
        name=Text(en="Separate process", es="Proceso aparte"),
        active=True,
        why=Text(
            en="References and expected values are never in a submission's memory.",
            es="Las referencias y los valores esperados nunca están en la memoria de una entrega.",
        ),
    )


def limits(active: bool) -> LayerReport:
    """Limits of memory, processor time, files and descriptors."""
    works = Text(
        en="Memory, processor time and files are bounded.", es="Memoria, procesador y archivos acotados."
    )
    fails = Text(en="The limits are not in force.", es="Los límites no se aplican.")
    return LayerReport(name=Text(en="Limits", es="Límites"), active=active, why=works if active else fails)


def landlock(abi: int, through: Sequence[Text]) -> LayerReport:
    """Landlock; `abi` and `through` as the zygote and the canaries found them."""
    name = Text(en="Files (Landlock)", es="Archivos (Landlock)")
    if abi > 0 and not through:
        why = Text(
            en="ABI {0}: only Python, its packages and shared libraries can be read; nothing can be written.",
            es="ABI {0}: solo se puede leer Python, sus paquetes y bibliotecas; no se puede escribir nada.",
        ).format(abi)
        return LayerReport(name=name, active=True, why=why)
    if abi > 0:
        return LayerReport(name=name, active=False, why=_got_through(through), remedy=_REPORT_IT)
    why, remedy = _NO_LANDLOCK.get(-abi, _NO_LANDLOCK[errno.EPERM])
    return LayerReport(name=name, active=False, why=why, remedy=remedy)


def seccomp(state: int, through: Sequence[Text]) -> LayerReport:
    """The filter of system calls; `state` and `through` as the zygote and the canaries found them."""
    name = Text(en="System calls (seccomp)", es="Llamadas al sistema (seccomp)")
    if state == 1 and not through:
        why = Text(
            en="No new processes, programs, sockets, signals or locks.",
            es="Sin nuevos procesos, programas, sockets, señales ni bloqueos.",
        )
        return LayerReport(name=name, active=True, why=why)
    if state == 1:
        return LayerReport(name=name, active=False, why=_got_through(through), remedy=_REPORT_IT)
    why, remedy = _NO_SECCOMP.get(-state, _NO_SECCOMP[errno.EINVAL])
    return LayerReport(name=name, active=False, why=why.format(platform.machine()), remedy=remedy)


def namespaces(active: bool, why_not: str | None) -> LayerReport:
    """Bubblewrap's namespaces; `why_not` in bubblewrap's own words, None if it started the zygote."""
    name = Text(en="Namespaces (bubblewrap)", es="Espacios de nombres (bubblewrap)")
    if active:
        why = Text(
            en="Workers see no processes, no network and no folders but those of Python.",
            es="Las entregas no ven procesos, ni la red, ni más carpetas que las de Python.",
        )
        return LayerReport(name=name, active=True, why=why)
    if why_not == "not installed":
        return LayerReport(name=name, active=False, why=_NOT_INSTALLED, remedy=_INSTALL)
    if why_not == "left out":
        return LayerReport(name=name, active=False, why=_LEFT_OUT)
    why = Text(en="bubblewrap was refused: {0}", es="bubblewrap fue rechazado: {0}").format(why_not)
    return LayerReport(name=name, active=False, why=why, remedy=_how_to_allow_namespaces())


def user(reason: str, *, root: bool) -> LayerReport:
    """Which user workers are; `reason` as in `privileges.User`."""
    name = Text(en="User and capabilities", es="Usuario y capacidades")
    if reason in ("ordinary", "dropped") and not root:
        return LayerReport(name=name, active=True, why=_USERS[reason])
    if reason not in _NO_USER:
        reason = "refused"
    why, remedy = _NO_USER[reason]
    return LayerReport(name=name, active=False, why=why, remedy=remedy)


def not_linux(system: str) -> LayerReport:
    """The one thing to say where the kernel is not Linux."""
    return LayerReport(
        name=Text(en="Confinement", es="Confinamiento"),
        active=False,
        why=Text(
            en="{0} cannot confine a submission: only your own code should run here.",
            es="{0} no puede confinar una entrega: aquí conviene ejecutar solo tu propio código.",
        ).format(system),
        remedy=Text(
            en="To grade other people's code use Linux, WSL 2 (`wsl --install`) or a Linux container.",
            es="Para calificar código ajeno usa Linux, WSL 2 (`wsl --install`) o un contenedor de Linux.",
        ),
    )


def _got_through(attacks: Sequence[Text]) -> Text:
    listed = join(attacks, ", ")
    return Text(en=f"A canary could {listed.en}.", es=f"Una prueba de ataque pudo {listed.es}.")


def _how_to_allow_namespaces() -> Text:
    if _says_yes(_APPARMOR):
        return Text(
            en=f"Give bubblewrap an AppArmor profile:\n{_PROFILE}",
            es=f"Dale a bubblewrap un perfil de AppArmor:\n{_PROFILE}",
        )
    if Path("/.dockerenv").exists() or os.environ.get("KUBERNETES_SERVICE_HOST"):
        return Text(
            en="Containers usually forbid them. Level B does not need them.",
            es="Los contenedores suelen prohibirlos. El nivel B no los necesita.",
        )
    return Text(
        en="Allow user namespaces: sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000",
        es="Permite los espacios de nombres de usuario: "
        "sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000",
    )


def _says_yes(setting: Path) -> bool:
    try:
        return setting.read_text().strip() == "1"
    except OSError:
        return False


_LEFT_OUT = Text(en="Left out on request.", es="Se dejó fuera a propósito.")

_REPORT_IT = Text(
    en="This should not happen: please report it with the output of `uname -a`.",
    es="Esto no debería pasar: por favor repórtalo junto con la salida de `uname -a`.",
)

_NOT_INSTALLED = Text(en="bubblewrap is not installed.", es="bubblewrap no está instalado.")

_INSTALL = Text(
    en="Install it: `sudo apt install bubblewrap` or `sudo dnf install bubblewrap`.",
    es="Instálalo: `sudo apt install bubblewrap` o `sudo dnf install bubblewrap`.",
)

#: By errno; see landlock_create_ruleset(2).
_NO_LANDLOCK: dict[int, tuple[Text, Text | None]] = {
    0: (_LEFT_OUT, None),
    errno.ENOSYS: (
        Text(
            en="This kernel has no Landlock, or a sandbox such as gVisor hides it.",
            es="Este kernel no tiene Landlock, o un entorno como gVisor lo oculta.",
        ),
        Text(
            en="Use Linux 5.13 or later; in WSL 2 run `wsl --update`.",
            es="Usa Linux 5.13 o posterior; en WSL 2 ejecuta `wsl --update`.",
        ),
    ),
    errno.EOPNOTSUPP: (
        Text(en="Landlock was not switched on at boot.", es="Landlock no se activó al arrancar."),
        Text(
            en="Put `landlock` first in the kernel parameter `lsm=` (GRUB_CMDLINE_LINUX), then restart.",
            es="Pon `landlock` al principio del parámetro `lsm=` del kernel (GRUB_CMDLINE_LINUX) y reinicia.",
        ),
    ),
    errno.EPERM: (
        Text(en="The container refuses Landlock.", es="El contenedor no permite Landlock."),
        Text(
            en="Update the container engine (Docker 23 or later), or allow the calls landlock_* "
            "in its seccomp profile.",
            es="Actualiza el motor de contenedores (Docker 23 o posterior) o permite las llamadas landlock_* "
            "en su perfil de seccomp.",
        ),
    ),
}

#: By errno.
_NO_SECCOMP: dict[int, tuple[Text, Text | None]] = {
    0: (_LEFT_OUT, None),
    errno.EINVAL: (
        Text(
            en="This kernel cannot filter system calls.",
            es="Este kernel no puede filtrar llamadas al sistema.",
        ),
        Text(
            en="Use a kernel with CONFIG_SECCOMP_FILTER, as those of all distributions are.",
            es="Usa un kernel con CONFIG_SECCOMP_FILTER, como los de todas las distribuciones.",
        ),
    ),
    errno.ENOTSUP: (
        Text(
            en="The system calls of {0} are not known to this version.",
            es="Esta versión no conoce las llamadas al sistema de {0}.",
        ),
        Text(en="Use x86-64 or 64-bit ARM.", es="Usa x86-64 o ARM de 64 bits."),
    ),
}

_USERS = {
    "ordinary": Text(
        en="Workers are the same ordinary user as the grader, without capabilities.",
        es="Las entregas corren como el mismo usuario del calificador, sin privilegios ni capacidades.",
    ),
    "dropped": Text(
        en="The grader is root; workers are user 65534, without capabilities.",
        es="El calificador es root; las entregas corren como el usuario 65534, sin capacidades.",
    ),
}

_ORDINARY_USER = Text(en="Grade as an ordinary user.", es="Califica como un usuario común.")

_NO_USER: dict[str, tuple[Text, Text | None]] = {
    "off": (_LEFT_OUT, None),
    "unreachable": (
        Text(
            en="Workers stay root, without capabilities: only root can enter the folder Python is in.",
            es="Las entregas siguen como root, sin capacidades: solo root puede entrar a la carpeta de Python.",
        ),
        Text(
            en="Grade as an ordinary user, or install Python outside /root.",
            es="Califica como un usuario común, o instala Python fuera de /root.",
        ),
    ),
    "refused": (
        Text(
            en="Workers stay root, without capabilities: becoming another user was refused.",
            es="Las entregas siguen como root, sin capacidades: no se permitió cambiar de usuario.",
        ),
        _ORDINARY_USER,
    ),
}
